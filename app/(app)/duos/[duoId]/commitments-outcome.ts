import type { CommitmentOutcome, CommitmentTyped } from "@/lib/domain/commitments";
import type { ActionResult } from "@/server/http/action";
import { writingInWords } from "./writing-outcome";

/** The result of changing a commitment, in words; after "stale" the form continues from the stored revision. */
export const commitmentInWords = (result: ActionResult<CommitmentOutcome>, typed: CommitmentTyped) =>
  writingInWords(result, typed, ({ commitments: text }) => ({
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
  }));
