import type { MomentOutcome, MomentTyped } from "@/lib/domain/moments";
import { otherSide } from "@/lib/instrument/answers";
import type { ActionResult } from "@/server/http/action";
import { writingInWords } from "./writing-outcome";

/** The result of changing an impact moment, in words; after "stale" the form continues from the stored revision. */
export const momentInWords = (result: ActionResult<MomentOutcome>, typed: MomentTyped) =>
  writingInWords(result, typed, ({ moments: text }, format) => ({
    errors: text.errors,
    refusal: (value) => {
      if (value.kind === "saved") return undefined;
      if (value.kind !== "stale") return { message: text[value.kind] };
      const { now, side } = value;
      if (!now) return { message: text.stale.removed, typed: { ...typed, momentId: "", revision: "" } };
      return {
        message: text.stale.changed({
          what: now.what,
          day: format.calendarDay(now.day),
          mine: now[side] || text.stale.nothingSaid,
          theirs: now[otherSide(side)] || text.stale.nothingSaid,
        }),
        typed: { ...typed, momentId: now.id, revision: String(now.revision) },
      };
    },
  }));

/** The result of confirming one, in words. */
export const confirmationInWords = (result: ActionResult<MomentOutcome>) =>
  writingInWords(result, null, ({ moments: text }) => ({
    errors: text.errors,
    refusal: ({ kind }) => {
      if (kind === "saved") return undefined;
      return { message: kind === "stale" ? text.stale.confirm : text[kind] };
    },
  }));
