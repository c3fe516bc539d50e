import { revalidatePath } from "next/cache";
import type { FormOutcome } from "@/lib/domain/form-state";
import type { ActionResult } from "@/server/http/action";
import { type FieldsAction, fieldsAction, inWords, type OwnWords } from "../outcome";

/** Of actions that a cycle's state can refuse. */
export const ofCycles: OwnWords = ({ program: { conflict } }) => ({ refusals: { conflict } });

/** Of actions on what is planned: the page then shows what another admin made of it. */
export const ofPlan: OwnWords = ({ schedule: { changedMeanwhile } }) => ({
  refusals: { conflict: changedMeanwhile, stale: changedMeanwhile },
});

/** Refusals that say that a page of the program is not true any more. */
const outdatedBy = ["conflict", "stale", "closed"] as const;

/** An action's result in the admin's words; the program's pages are made anew when something changed. */
export async function changed(result: ActionResult<unknown>, ownWords?: OwnWords): Promise<FormOutcome> {
  const outcome = await inWords(result, ownWords);
  if (outcome.ok) revalidatePath("/program", "layout");
  return outcome;
}

/** A form of the program whose action takes some of its fields and stays on its page. */
export const programAction = (fields: readonly string[], run: FieldsAction, ownWords?: OwnWords) =>
  fieldsAction(fields, run, { pages: "/program", ownWords, outdatedBy });
