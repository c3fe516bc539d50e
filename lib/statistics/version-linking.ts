import { pearsonCorrelation } from "./correlation";
import type { Interval } from "./interval";
import { mean } from "./mean";
import { meanInterval } from "./mean-interval";
import { standardDeviation } from "./standard-deviation";

/**
 * What to do with a changed item (measurement specification 6): `splice` unadjusted, `line` through old = a + b·new,
 * `break`, or `common-items` when fewer than 60 people answered both wordings.
 */
export type LinkingDecision = "splice" | "line" | "break" | "common-items";

/** Old and new wording of one item, answered by the same n people, 0–100. */
export interface VersionLink {
  readonly n: number;
  /** Mean of old − new with its paired t interval. */
  readonly shift: number;
  readonly shiftInterval: Interval;
  readonly r: number | undefined;
  /** Mean–sigma line old = intercept + slope·new; undefined where either wording has no variance. */
  readonly slope: number | undefined;
  readonly intercept: number | undefined;
  /** Standard error of the line at the mean of the new wording, s_old·√(2(1 − r)/n). */
  readonly seAtMean: number | undefined;
  readonly decision: LinkingDecision;
}

/** People who must answer both wordings, points within which a shift is ignored, correlation that a line needs. */
export const linkingRule = { minPeople: 60, spliceWithin: 5, minCorrelation: 0.6 } as const;

/**
 * Single-group linking (Kolen & Brennan 2014): paired shift and mean–sigma line.
 * @param old scores under the old wording, 0–100, a person per position
 * @param renewed the same people's scores under the new wording
 * Undefined below two people.
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
