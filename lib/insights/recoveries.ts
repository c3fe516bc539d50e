import type { StatusCode } from "../domain/published";

/** States out of which a duo recovers. */
export const unwellStates = ["strained", "diverging"] as const satisfies readonly StatusCode[];
/** States into which it recovers. */
export const wellStates = ["multiplying", "steady"] as const satisfies readonly StatusCode[];

const isUnwell = (status: StatusCode | null) => status !== null && unwellStates.some((one) => one === status);

/** A duo that was strained or diverging in one cycle and multiplying or steady in the next. */
export type Recovery = {
  /** Cycles from the first one in which it was strained or diverging to the one in which it was not any more. */
  readonly cycles: number;
  /** The rows do not say how it began: they begin with it, or a private cycle lies before. */
  readonly atLeast: boolean;
};

/**
 * How long a recovery took. A cycle without a state of the duo (no row, an incomplete one, too few answers) is counted
 * where the duo was unwell before it too.
 * @param before states in consecutive cycles since the last gap, oldest first; the last one is strained or diverging, and
 *   the duo recovered in the cycle after it
 */
export function recoveryAfter(before: readonly (StatusCode | null)[]): Recovery {
  const isWell = (status: StatusCode | null) => wellStates.some((one) => one === status);
  const wellAt = before.findLastIndex(isWell);
  const beganAt = before.findIndex((status, index) => index > wellAt && isUnwell(status));
  return { cycles: before.length - beganAt, atLeast: wellAt < 0 };
}

/** How long recoveries took. */
export type RecoveryTimes = {
  readonly count: number;
  /** The mean of the two in the middle where their number is even. */
  readonly median: number;
  readonly longest: number;
  /** The longest one may have taken longer. */
  readonly atLeast: boolean;
};

/** Sums recoveries up; undefined without any. */
export function recoveryTimes(recoveries: readonly Recovery[]): RecoveryTimes | undefined {
  const sorted = recoveries.toSorted((a, b) => a.cycles - b.cycles || Number(a.atLeast) - Number(b.atLeast));
  const longest = sorted.at(-1);
  const below = sorted[Math.ceil(sorted.length / 2) - 1];
  const above = sorted[Math.floor(sorted.length / 2)];
  if (!longest || !below || !above) return undefined;
  return {
    count: sorted.length,
    median: (below.cycles + above.cycles) / 2,
    longest: longest.cycles,
    atLeast: sorted.some(({ atLeast }) => atLeast),
  };
}
