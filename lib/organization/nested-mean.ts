import type { UnitVerdict } from "@/lib/domain/published";
import type { Interval } from "@/lib/statistics/interval";

/** A published mean with its 95% t interval over a number of duos; points 0 to 100. */
export interface IntervalMean {
  readonly mean: number;
  readonly interval: Interval;
  readonly duos: number;
}

/**
 * Whether a unit's mean differs from that of the unit that contains it by more than a 95% interval and the rounding of
 * published means. The part's n duos are among the whole's N, so the variance of the difference is σ²(1/n − 1/N) (nested
 * estimators, Hausman 1978); σ is computed back from the whole's interval.
 * @param rounding how many points the difference of the two published means may be off by
 * @returns undefined unless 2 <= n < N
 */
export function compareWithWhole(
  part: Pick<IntervalMean, "mean" | "duos">,
  whole: IntervalMean,
  rounding: number,
): UnitVerdict | undefined {
  if (!(part.duos >= 2 && whole.duos > part.duos)) return undefined;
  // Half an interval is t·σ/√N, and t·σ·√(1/n − 1/N) is what a difference must exceed.
  const half = (whole.interval.upper - whole.interval.lower) / 2;
  const needed = half * Math.sqrt(whole.duos / part.duos - 1) + rounding;
  const difference = part.mean - whole.mean;
  if (Math.abs(difference) <= needed) return "not-distinguishable";
  return difference > 0 ? "above" : "below";
}
