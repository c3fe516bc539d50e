import { wordsFor } from "@/app/words";
import type { ProgramOutcome } from "@/lib/domain/program";
import type { ActionResult } from "@/server/http/action";
import { requireViewer } from "@/server/viewer";
import { inWords } from "../outcome";

/** An import action's result in the admin's language, with the import's own words where it has some. */
export async function importInWords(result: ActionResult<unknown>): Promise<ProgramOutcome> {
  const outcome = await inWords(result);
  if (outcome.ok || result.ok) return outcome;
  const { roster } = wordsFor(await requireViewer()).words;
  const errors = Object.fromEntries(
    Object.keys(result.fields).map((field) => [field, roster.breakers.number]),
  );
  const message = result.code === "stale" || result.code === "conflict" ? roster.stale : outcome.message;
  return { ...outcome, message, errors };
}
