import type { CommitmentOutcome, CommitmentTyped } from "@/lib/domain/commitments";
import type { ActionResult } from "@/server/http/action";
import { writingInWords } from "./writing-outcome";

/** The result of changing a commitment, in words; after "stale" the form continues from the stored revision. */
export const commitmentInWords = (result: ActionResult<CommitmentOutcome>, typed: CommitmentTyped) =>
  writingInWords(result, typed, ({ commitments: text, status }) => ({
    errors: text.errors,
    refusal: (value) => {
      if (value.kind === "saved") return undefined;
      if (value.kind === "closed") return { message: text.closedTyped };
      if (value.kind !== "stale") return { message: text[value.kind], outdated: true };
      const { now, side } = value;
      if (!now) return { message: text.stale.removed, typed: { ...typed, slot: "", revision: "" } };
      const who = now.owner === "both" ? "both" : now.owner === side ? "me" : "partner";
      return {
        message: text.stale.changed({
          text: now.text,
          topic: status.dimension[now.dimension],
          owner: text.stale.owner[who],
        }),
        typed: { ...typed, slot: String(now.slot), revision: String(now.revision) },
      };
    },
  }));

/** The result of removing one, in words. `typed` stays in its form. */
export const removalInWords = (result: ActionResult<CommitmentOutcome>, typed: CommitmentTyped) =>
  writingInWords(result, typed, ({ commitments: text }) => ({
    errors: text.errors,
    refusal: (value) => {
      if (value.kind === "saved") return undefined;
      if (value.kind !== "stale") return { message: text[value.kind] };
      return { message: value.now ? text.stale.remove : text.stale.gone };
    },
  }));
