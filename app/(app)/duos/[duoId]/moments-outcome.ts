import type { MomentOutcome, MomentTyped } from "@/lib/domain/moments";
import type { Dictionary } from "@/lib/i18n";
import { otherSide } from "@/lib/instrument/answers";
import type { ActionResult } from "@/server/http/action";
import { writingInWords } from "./writing-outcome";

/** The result of changing an impact moment, in words; after "stale" the form continues from the stored revision. */
export const momentInWords = (result: ActionResult<MomentOutcome>, typed: MomentTyped) =>
  writingInWords(result, typed, ({ moments: text }, format) => ({
    errors: text.errors,
    refusal: (value) => {
      if (value.kind === "saved") return undefined;
      if (value.kind === "closed") return { message: text.closedTyped };
      if (value.kind !== "stale") return decided(value, text);
      const { now, side } = value;
      if (!now) return { message: text.stale.removed, typed: { ...typed, momentId: "", revision: "" } };
      return {
        message: text.stale[now.agreed ? "changeWaits" : "changed"]({
          what: now.what,
          day: format.calendarDay(now.day),
          mine: now[side] || text.stale.nothingSaid,
          theirs: now[otherSide(side)] || text.stale.nothingSaid,
        }),
        typed: { ...typed, momentId: now.id, revision: String(now.revision) },
      };
    },
  }));

/**
 * The result of a button about a moment: to confirm it, to leave it as it was or to remove it. `typed` stays
 * in its form.
 */
export const decisionInWords = <Typed>(result: ActionResult<MomentOutcome>, typed: Typed) =>
  writingInWords(result, typed, ({ moments: text }) => ({
    errors: text.errors,
    refusal: (value) => decided(value, text),
  }));

function decided(value: MomentOutcome, text: Dictionary["moments"]) {
  switch (value.kind) {
    case "saved":
      return undefined;
    case "confirmed":
      return { message: text.confirmedMeanwhile, outdated: true } as const;
    case "stale":
      return { message: value.now ? text.stale.decide : text.stale.gone };
    default:
      return { message: text[value.kind] };
  }
}
