import type { FormOutcome } from "@/lib/domain/form-state";
import type { ActionResult } from "@/server/http/action";
import { currentWords } from "../../outcome";
import { changed } from "../outcome";

/**
 * The result of a step of the set-up, in words of its own. For somebody with the printed link, "stale" means that the
 * link is used up.
 */
export const setupInWords = (
  result: ActionResult<unknown>,
  by: "admin" | "link" = "admin",
): Promise<FormOutcome> =>
  changed(result, ({ setup }) => ({
    refusals: by === "link" ? { stale: setup.lost } : {},
    fields: { ...setup.faults, ...setup.fields },
  }));

/** The same of what was saved, which says so where it was the same already. */
export async function savedInWords(result: ActionResult<boolean>): Promise<FormOutcome> {
  const outcome = await setupInWords(result);
  if (!result.ok || result.value) return outcome;
  const { words } = await currentWords();
  return { ok: true, message: words.setup.organization.same };
}
