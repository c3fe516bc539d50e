import { groupBy } from "../domain/group-by";
import type { StatusCode } from "../domain/published";
import { fisherExact } from "../statistics/fisher-exact";
import type { Interval } from "../statistics/interval";
import { wilsonInterval } from "../statistics/wilson";
import { type CycleFacts, showsDuos } from "./frame";

/** Cycles over which duos are followed after the close that came after their first diverging row. */
export const FOLLOWED_CYCLES = 3;
/** Fewer followed duos in a group are counted, and nothing is said of the two groups. */
export const FOLLOWED_FROM = 5;
/** The two groups are called different up to this p. */
export const FOLLOWED_CHANCE = 0.05;

/** A cycle as following needs it. */
export type FollowedCycle = Pick<CycleFacts, "id" | "number" | "state" | "sharingMode" | "publishedAt"> & {
  readonly closesAt: Date;
  readonly closedAt: Date | null;
  readonly namesActions: boolean;
};

/** A cycle in which duos may have begun to diverge so that all of what came of it is known. */
export type FollowWindow = {
  readonly cycleId: string;
  /** The cycle right before, in which the duo did not diverge. */
  readonly beforeId: string;
  /** The cycles after the next close. */
  readonly afterIds: readonly string[];
  /** An action counts if it was noted from the publication of the row on, before the next close. */
  readonly from: Date;
  readonly until: Date;
};

/**
 * The windows that a reader of rows can follow: the cycle, the one before it and the three after the next close all show
 * duos, the next cycle has closed, and the promise names actions. Private and withdrawn cycles are gaps.
 * @param upTo number of the cycle in view: nothing newer is looked at
 */
export function followWindows(cycles: readonly FollowedCycle[], upTo: number): FollowWindow[] {
  const byNumber = new Map(
    cycles.filter(({ number }) => number <= upTo).map((cycle) => [cycle.number, cycle]),
  );
  const shown = (number: number) => {
    const cycle = byNumber.get(number);
    return cycle && showsDuos(cycle) ? cycle : undefined;
  };
  return [...byNumber.values()].flatMap(({ number }) => {
    const [cycle, before, next] = [shown(number), shown(number - 1), byNumber.get(number + 1)];
    const after = Array.from({ length: FOLLOWED_CYCLES }, (_, n) => shown(number + 2 + n)?.id);
    if (!cycle?.namesActions || !before || !next || after.includes(undefined)) return [];
    return [
      {
        cycleId: cycle.id,
        beforeId: before.id,
        afterIds: after.flatMap((id) => id ?? []),
        from: cycle.publishedAt,
        until: next.closedAt ?? next.closesAt,
      },
    ];
  });
}

/** A duo's rows around the cycle of a window; a null status is an incomplete row. */
export type OnsetRows = {
  readonly duoId: string;
  readonly cycleId: string;
  readonly before: StatusCode | null;
  /** Of the cycles after the next close, in any order; fewer where the duo has no row. */
  readonly after: readonly (StatusCode | null)[];
};

export type FollowGroup = {
  readonly followed: number;
  /** Out of diverging in at least one of the cycles. */
  readonly out: number;
  /** Wilson's 95% interval of the share; undefined without duos. */
  readonly interval: Interval | undefined;
};

export type FollowUp = {
  /** The first and the last cycle in which a duo that is followed may have begun to diverge; undefined without any. */
  readonly began: { readonly firstId: string; readonly lastId: string } | undefined;
  /** Duos for which an action was noted in time, and those for which none was. */
  readonly acted: FollowGroup;
  readonly others: FollowGroup;
  /** Whether those with an action were out more or less often than the others; null with too few duos. */
  readonly verdict: "more" | "less" | "not-distinguishable" | null;
};

/**
 * Of the duos that began to diverge, how many were out of it within three cycles of the next close: those for which an
 * action was noted before that close, beside those for which none was (docs/measurement.md 4). Each duo counts once, the
 * first time; one without a row in each of the three cycles, or with no state in any, is not followed.
 * @param windows oldest first
 * @param onsets diverging rows of the windows' cycles
 * @param noted when actions were noted, by duo
 */
export function followUp(
  windows: readonly FollowWindow[],
  onsets: readonly OnsetRows[],
  noted: readonly { readonly duoId: string; readonly notedAt: Date }[],
): FollowUp {
  const order = new Map(windows.map((window, index) => [window.cycleId, { window, index }]));
  const notedFor = groupBy(noted, ({ duoId }) => duoId);
  const groups = { acted: [] as boolean[], others: [] as boolean[] };
  const begun = onsets.filter(({ cycleId, before }) => order.has(cycleId) && hasBegun(before));
  for (const [duoId, own] of groupBy(begun, (onset) => onset.duoId)) {
    const [first] = own.toSorted((a, b) => order.get(a.cycleId)!.index - order.get(b.cycleId)!.index);
    if (!first || !isFollowed(first)) continue;
    const { from, until } = order.get(first.cycleId)!.window;
    const acted = notedFor.get(duoId)?.some(({ notedAt }) => notedAt >= from && notedAt < until);
    groups[acted ? "acted" : "others"].push(first.after.some(isOut));
  }
  const [acted, others] = [groupOf(groups.acted), groupOf(groups.others)];
  const [first, last] = [windows[0], windows.at(-1)];
  return {
    began: first && last && { firstId: first.cycleId, lastId: last.cycleId },
    acted,
    others,
    verdict: compare(acted, others),
  };
}

/** The row before is known, and another one. */
const hasBegun = (before: StatusCode | null) =>
  before !== null && before !== "diverging" && before !== "not-enough-data";
const isOut = (status: StatusCode | null) =>
  status !== null && status !== "diverging" && status !== "not-enough-data";
const isFollowed = ({ after }: OnsetRows) =>
  after.length === FOLLOWED_CYCLES && after.some((status) => status !== null && status !== "not-enough-data");

function groupOf(out: readonly boolean[]): FollowGroup {
  const count = out.filter(Boolean).length;
  return { followed: out.length, out: count, interval: wilsonInterval(count, out.length) };
}

function compare(acted: FollowGroup, others: FollowGroup): FollowUp["verdict"] {
  if (Math.min(acted.followed, others.followed) < FOLLOWED_FROM) return null;
  const p = fisherExact(
    { count: acted.out, trials: acted.followed },
    { count: others.out, trials: others.followed },
  );
  if (p === undefined || p > FOLLOWED_CHANCE) return "not-distinguishable";
  return acted.out * others.followed > others.out * acted.followed ? "more" : "less";
}
