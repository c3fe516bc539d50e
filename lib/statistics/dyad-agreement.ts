import { correlationInterval, pearsonCorrelation } from "./correlation";
import type { Interval } from "./interval";
import { mean } from "./mean";
import { standardDeviation } from "./standard-deviation";
import { variance } from "./variance";

/** Agreement between the two members of n dyads. A value is undefined where the dyads do not determine it. */
export interface DyadAgreement {
  readonly n: number;
  /** Mean square between dyads and within them. */
  readonly msBetween: number | undefined;
  readonly msWithin: number | undefined;
  /** Reliability of one member's value as a measure of the dyad, and of the mean of both. */
  readonly icc1: number | undefined;
  readonly icc2: number | undefined;
  /** Correlation of the members' values, with its 95% interval. */
  readonly pearson: number | undefined;
  readonly pearsonInterval: Interval | undefined;
  /** Mean of a − b. */
  readonly meanSignedGap: number | undefined;
  readonly sdSignedGap: number | undefined;
  readonly meanAbsoluteGap: number | undefined;
  /** 2r/(1 + r): the reliability of the members' mean as one shared view. */
  readonly spearmanBrown: number | undefined;
}

/**
 * Agreement of dyads (docs/measurement.md 2), with one-way random-effects intraclass correlations of two raters (Shrout &
 * Fleiss 1979; Kenny, Kashy & Cook 2006): ICC(1) = (MSB − MSW)/(MSB + MSW), ICC(2) = (MSB − MSW)/MSB.
 * @param a one member's value of each dyad
 * @param b the other member's value, in the same order
 */
export function dyadAgreement(a: readonly number[], b: readonly number[]): DyadAgreement {
  const gaps = a.map((left, dyad) => left - b[dyad]!);
  const spread = variance(a.map((left, dyad) => (left + b[dyad]!) / 2));
  const msBetween = spread === undefined ? undefined : 2 * spread;
  const msWithin = mean(gaps.map((gap) => (gap * gap) / 2));
  const pearson = pearsonCorrelation(a, b);
  return {
    n: a.length,
    msBetween,
    msWithin,
    icc1: share(msBetween, msWithin, (msBetween ?? 0) + (msWithin ?? 0)),
    icc2: share(msBetween, msWithin, msBetween ?? 0),
    pearson,
    pearsonInterval: pearson === undefined ? undefined : correlationInterval(pearson, a.length),
    meanSignedGap: mean(gaps),
    sdSignedGap: standardDeviation(gaps),
    meanAbsoluteGap: mean(gaps.map(Math.abs)),
    spearmanBrown: pearson === undefined || pearson === -1 ? undefined : (2 * pearson) / (1 + pearson),
  };
}

function share(between: number | undefined, within: number | undefined, whole: number): number | undefined {
  return between === undefined || within === undefined || whole === 0
    ? undefined
    : (between - within) / whole;
}
