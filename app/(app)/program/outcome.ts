import { wordsFor } from "@/app/words";
import type { ProgramOutcome } from "@/lib/domain/program";
import type { ActionResult } from "@/server/http/action";
import { requireViewer } from "@/server/viewer";

/** An action's result in the language of the admin who called it. */
export async function inWords(result: ActionResult<unknown>): Promise<ProgramOutcome> {
  if (result.ok) return { ok: true };
  const { words } = wordsFor(await requireViewer());
  const { fields, conflict } = words.program;
  const { code, reference = "", signedInAs = "" } = result;
  const errorText = (error: string) =>
    error in fields ? fields[error as keyof typeof fields] : fields.other;
  const messageOf = (refused: typeof code) => {
    if (refused === "conflict") return conflict;
    if (refused === "fault") return words.refusals.fault(reference);
    return refused === "other-person" ? words.refusals[refused](signedInAs) : words.refusals[refused];
  };
  return {
    ok: false,
    message: messageOf(code),
    errors: Object.fromEntries(
      Object.entries(result.fields).map(([field, error]) => [field, errorText(error)]),
    ),
    signInAgain: code === "sign-in-again" || code === "other-person" || code === "not-signed-in",
  };
}
