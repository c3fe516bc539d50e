import { owed, type SurveyDue } from "./duos";
import type { Viewer } from "./permissions";

type Roles = Pick<Viewer, "leads" | "isAdmin" | "isReviewer">;

/** Whether somebody has work beside their own duos. */
export function hasRole({ leads, isAdmin, isReviewer }: Roles): boolean {
  return leads.length > 0 || isAdmin || isReviewer;
}

/**
 * The page to which a person is led who opens the product without naming one: their duos while they owe answers, else the
 * page of their role. Undefined for somebody without a role, who stays on the home page.
 * @param addressWaits whether the person has yet to confirm or refuse a new sign-in address
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
