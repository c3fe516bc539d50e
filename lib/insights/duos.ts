import { type OpeningDay, wholeMonths } from "../domain/cycles";
import type { LeadersAction } from "../domain/noted-actions";
import type { PageInView } from "../domain/paging";
import type { DuoDetail, DuoLine } from "./duo-columns";
import type { CycleFacts, InsightsFrame } from "./frame";
import type { TrackedDuo } from "./tracked-duo";

/** One page of the duos in view, or why none are shown by name. */
export type DuoList = { readonly frame: InsightsFrame } & (
  | { readonly kind: "withdrawn" | "private" }
  | ({
      readonly kind: "duos";
      readonly rows: readonly TrackedDuo[];
      readonly tracked: readonly CycleFacts[];
      /** The reader is or was in a duo: theirs are never among the rows. */
      readonly inDuo: boolean;
    } & PageInView)
);

/** A duo in one of the cycles that leaders read of it; null figures where it was incomplete. */
export type PastDuo = Pick<
  DuoLine,
  | "status"
  | "reason"
  | "sinceOn"
  | "sinceFromOn"
  | "sinceToOn"
  | "fall"
  | "level"
  | "agreement"
  | "unitName"
  | "unitId"
> & { readonly cycle: CycleFacts };

/** What leaders noted for a duo. */
export type DuoActions = {
  /** Newest day first. */
  readonly noted: readonly LeadersAction[];
  /** The promise of the cycle in view names actions, so that one may be noted on its row. */
  readonly promised: boolean;
  /** Since when the duo is none any more: nothing is noted for it, and nothing suggested. */
  readonly endedOn: string | undefined;
  /** The reader's calendar day, "2026-11-02". */
  readonly today: string;
};

/** A duo as a leader may read it: states with reasons and dates, bands, levels to 5 points. */
export type LeaderDuo = { readonly frame: InsightsFrame } & (
  | { readonly kind: "withdrawn" | "private" }
  | {
      readonly kind: "duo";
      readonly duo: DuoDetail;
      /** Cycles in range, oldest first; `past` has those in which leaders have a row of the duo. */
      readonly tracked: readonly CycleFacts[];
      readonly past: readonly PastDuo[];
      /** For an incomplete cycle: the last one with a state, if there was one. */
      readonly last: PastDuo | undefined;
      readonly actions: DuoActions;
      /** The newest cycle, where it has no row of the duo and so an earlier one is shown. */
      readonly notIn?: CycleFacts;
    }
);

/** What breaks a duo's line of levels at a cycle. */
export type DuoMark =
  | { readonly kind: "moved"; readonly unitName: string }
  | { readonly kind: "began" | "instrument" | "fresh" };

/**
 * Marks for the cycles of a duo's history: the first one of a duo that began after others, as with a replaced partner,
 * a move to another unit, a changed instrument, and a fresh start after a cycle whose rows leaders never read.
 * @param past oldest first
 * @param frame every cycle of the organization, and the one in view
 * @param tenureMonths whole months the duo had existed when the cycle in view opened
 */
export function duoMarks(
  past: readonly PastDuo[],
  { cycles, cycle }: Pick<InsightsFrame, "cycles" | "cycle">,
  tenureMonths: number,
): Map<string, readonly DuoMark[]> {
  const marks = new Map<string, readonly DuoMark[]>();
  const first = past[0]?.cycle;
  // Who joins the leader's units later has earlier cycles that are out of reach: only the duo's age tells.
  const isNew = first && wholeMonths(first.opensOn, cycle.opensOn) >= tenureMonths;
  if (isNew && cycles.some(({ number }) => number < first.number)) marks.set(first.id, [{ kind: "began" }]);
  past.forEach((now, index) => {
    const before = past[index - 1];
    if (!before) return;
    const between = cycles.some(
      ({ number, sharingMode }) =>
        sharingMode === "private" && number > before.cycle.number && number < now.cycle.number,
    );
    const happened: DuoMark[] = [
      ...(hasBreak(cycles, before.cycle, now.cycle) ? [{ kind: "instrument" } as const] : []),
      ...(between ? [{ kind: "fresh" } as const] : []),
      ...(!between && now.unitId !== before.unitId
        ? [{ kind: "moved", unitName: now.unitName } as const]
        : []),
    ];
    if (happened.length > 0) marks.set(now.cycle.id, happened);
  });
  return marks;
}

/**
 * Which of some cycles, oldest first, begin with a break of the questions; the first one has none before it
 * to differ from.
 */
export function breaksAmong(
  cycles: readonly Pick<CycleFacts, "number" | "instrumentBreak">[],
  shown: readonly Pick<CycleFacts, "number">[],
): readonly boolean[] {
  return shown.map((now, index) => {
    const before = shown[index - 1];
    return before !== undefined && hasBreak(cycles, before, now);
  });
}

/** Whether the questions broke with a cycle after `before`, up to `now`. */
export function hasBreak(
  cycles: readonly Pick<CycleFacts, "number" | "instrumentBreak">[],
  before: Pick<CycleFacts, "number">,
  now: Pick<CycleFacts, "number">,
): boolean {
  return cycles.some(
    ({ number, instrumentBreak }) => instrumentBreak && number > before.number && number <= now.number,
  );
}

/** Whether a diverging duo's change may have begun in a cycle. */
export function beganIn(
  { sinceFromOn, sinceToOn }: Pick<PastDuo, "sinceFromOn" | "sinceToOn">,
  { opensOn }: OpeningDay,
): boolean {
  return sinceFromOn !== null && sinceToOn !== null && sinceFromOn <= opensOn && opensOn <= sinceToOn;
}
