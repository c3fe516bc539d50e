import { wordsFor } from "@/app/words";
import type { CommitmentOutcome, CommitmentTyped } from "@/lib/domain/commitments";
import type { ActionResult } from "@/server/http/action";
import { requireViewer } from "@/server/viewer";
import { writingInWords } from "./writing-outcome";

/** What became of a change of a commitment; the next one follows what is stored by then. */
export async function commitmentInWords(result: ActionResult<CommitmentOutcome>, typed: CommitmentTyped) {
  const { commitments: text } = wordsFor(await requireViewer()).words;
  return writingInWords(result, typed, {
    errors: text.errors,
    refusal: (value) => {
      if (value.kind === "saved") return undefined;
      if (value.kind !== "stale") return { message: text[value.kind] };
      const { slot = "", revision = "" } = value.now ?? {};
      return {
        message: value.now ? text.stale.changed(value.now.text) : text.stale.removed,
        typed: { ...typed, slot: String(slot), revision: String(revision) },
      };
    },
  });
}
