import { owed, type SurveyDue } from "./duos";
import type { Viewer } from "./permissions";

type Roles = Pick<Viewer, "leads" | "isAdmin" | "isReviewer">;

/** Whether somebody has work beside their own duos. */
export function hasRole({ leads, isAdmin, isReviewer }: Roles): boolean {
  return leads.length > 0 || isAdmin || isReviewer;
}

/**
 * Where a person begins who opens the product without asking for a page: what they owe comes first, then the work of
 * their role. Undefined for somebody without a role, whose home page is all of it.
 * @param addressWaits whether a new sign-in address waits for the person's word
 */
export function startPage(
  { leads, isAdmin, isReviewer }: Roles,
  due: readonly SurveyDue[],
  addressWaits: boolean,
): string | undefined {
  if (!hasRole({ leads, isAdmin, isReviewer })) return undefined;
  if (owed(due).length > 0 || addressWaits) return "/duos";
  if (leads.length > 0) return "/insights";
  return isAdmin ? "/program" : "/audit";
}
