import { revalidatePath } from "next/cache";
import { wordsFor } from "@/app/words";
import type { CommitmentFormState, CommitmentOutcome, CommitmentTyped } from "@/lib/domain/commitments";
import type { CommitmentErrors } from "@/lib/i18n/en/commitments";
import type { ActionResult } from "@/server/http/action";
import { requireViewer } from "@/server/viewer";
import { inWords } from "../../program/outcome";

type Answer = Omit<CommitmentFormState, "attempt">;

/** What became of a change of a commitment, in the writer's language, with everything that was typed. */
export async function commitmentInWords(
  result: ActionResult<CommitmentOutcome>,
  typed: CommitmentTyped,
): Promise<Answer> {
  const outcome = await inWords(result);
  const { commitments: text } = wordsFor(await requireViewer()).words;
  if (!result.ok) {
    const isKnown = (code: string): code is CommitmentErrors => code in text.errors;
    const fields = Object.entries(result.fields).map(([field, code]) => [
      field,
      text.errors[isKnown(code) ? code : "other"],
    ]);
    return { typed, outcome: outcome.ok ? outcome : { ...outcome, errors: Object.fromEntries(fields) } };
  }
  const { value } = result;
  const refused = (message: string) => ({ ok: false as const, message, errors: {}, signInAgain: false });
  switch (value.kind) {
    case "saved":
      revalidatePath("/duos/[duoId]", "layout");
      return { typed, outcome };
    case "stale": {
      // The next change follows what is stored now, which the message says.
      const { slot = "", revision = "" } = value.now ?? {};
      const message = value.now ? text.stale.changed(value.now.text) : text.stale.removed;
      return {
        typed: { ...typed, slot: String(slot), revision: String(revision) },
        outcome: refused(message),
      };
    }
    default:
      return { typed, outcome: refused(text[value.kind]) };
  }
}
