import { pearsonCorrelation } from "./correlation";
import type { Interval } from "./interval";
import type { LinkingDecision } from "./linking-decision";
import { mean } from "./mean";
import { meanInterval } from "./mean-interval";
import { standardDeviation } from "./standard-deviation";

/** Old and new wording of one item, answered by the same n people; scores are 0 to 100. */
export interface VersionLink {
  readonly n: number;
  /** Mean of old − new with its paired t interval. */
  readonly shift: number;
  readonly shiftInterval: Interval;
  /** Correlation of the two wordings; undefined where one has no variance. */
  readonly r: number | undefined;
  /** The mean–sigma line old = intercept + slope·new; undefined where a wording has no variance. */
  readonly slope: number | undefined;
  readonly intercept: number | undefined;
  /** Standard error of the line at the mean of the new wording, s_old·√(2(1 − r)/n). */
  readonly seAtMean: number | undefined;
  readonly decision: LinkingDecision;
}

/** People who must answer both wordings, points within which a shift is ignored, correlation that a line needs. */
export const linkingRule = { minPeople: 60, spliceWithin: 5, minCorrelation: 0.6 } as const;

/**
 * Links two wordings of an item that the same people answered (docs/measurement.md 6; single-group design, Kolen & Brennan
 * 2014): paired shift, mean–sigma line and what to do.
 * @param old scores with the old wording, 0 to 100, a person per position
 * @param renewed the same people's scores with the new wording
 * @returns undefined below two people
 */
export function linkVersions(old: readonly number[], renewed: readonly number[]): VersionLink | undefined {
  const n = old.length;
  const changes = old.map((score, person) => score - renewed[person]!);
  const shift = mean(changes);
  const shiftInterval = meanInterval(changes);
  if (shift === undefined || shiftInterval === undefined) return undefined;
  const r = pearsonCorrelation(old, renewed);
  const sdOld = standardDeviation(old)!;
  const slope = r === undefined ? undefined : sdOld / standardDeviation(renewed)!;
  return {
    n,
    shift,
    shiftInterval,
    r,
    slope,
    intercept: slope === undefined ? undefined : mean(old)! - slope * mean(renewed)!,
    seAtMean: r === undefined ? undefined : sdOld * Math.sqrt((2 * (1 - r)) / n),
    decision: decide(n, shiftInterval, r),
  };
}

function decide(n: number, shift: Interval, r: number | undefined): LinkingDecision {
  const { minPeople, spliceWithin, minCorrelation } = linkingRule;
  if (n < minPeople) return "common-items";
  if (shift.lower >= -spliceWithin && shift.upper <= spliceWithin) return "splice";
  return r !== undefined && r >= minCorrelation ? "line" : "break";
}
