import { type DimensionCode, dimensionCodes } from "@/lib/domain/published";
import { type Correlations, correlationsFromSums } from "@/lib/statistics/correlation-matrix";
import { CONFIDENCE, type Interval } from "@/lib/statistics/interval";
import { lmgShares } from "@/lib/statistics/lmg-shares";
import { quantile } from "@/lib/statistics/quantile";
import { relativeWeights } from "@/lib/statistics/relative-weights";
import { clusterBootstrap } from "./cluster-bootstrap";
import { COLUMNS, type DuoHistory, laggedSums, SUMS } from "./lagged-sums";

/** What a dimension contributes to explaining the partner's next MX1. */
export interface Driver {
  readonly dimension: DimensionCode;
  /** Johnson's relative weight: a part of R², 0..1, with its 95% bootstrap interval. */
  readonly weight: number;
  readonly interval: Interval;
  /** The check by another method, also a part of R². */
  readonly lmg: number;
  /** With the criterion, −1..1: weights have no sign. */
  readonly correlation: number;
}

/**
 * `named`: the first driver may be called the top driver. `candidates`: show the first few without an order of merit.
 * `hidden`: too few duos, or nothing to explain. Words are "goes with", never "causes".
 */
export type Drivers =
  | { readonly standing: "hidden"; readonly duos: number }
  | {
      readonly standing: "named" | "candidates";
      readonly duos: number;
      readonly rSquared: number;
      /** All nine, largest weight first. */
      readonly drivers: readonly Driver[];
      /** 95% bootstrap interval of the first weight minus the largest other. */
      readonly lead: Interval;
    };

/** Duos from which candidates are shown, and from which one may be named; resamples of the bootstrap. */
export const CANDIDATES_FROM = 100;
export const NAMED_FROM = 200;
export const RESAMPLES = 2000;

/**
 * Which dimensions go with a partner's next MX1 (measurement specification 4): cross-partner and lagged, Johnson's
 * relative weights with LMG as check, 2,000 bootstraps over duos. The first is named from 200 duos on if the interval
 * of its lead lies above zero and LMG puts the same dimension first; `duos` counts those with an observation.
 * @param seed of the bootstrap: the same histories and seed give the same result
 */
export function drivers(histories: readonly DuoHistory[], seed: number): Drivers {
  const lagged = laggedSums(histories);
  const hidden = { standing: "hidden", duos: lagged.duos } as const;
  if (lagged.duos < CANDIDATES_FROM) return hidden;
  const correlations = correlationsOf(totalOf(lagged.sums));
  const weights = correlations && relativeWeights(correlations);
  const lmg = correlations && lmgShares(correlations);
  if (!correlations || !weights || !lmg) return hidden;

  const first = indexOfLargest(weights);
  const resampled = dimensionCodes.map((): number[] => []);
  const leads: number[] = [];
  clusterBootstrap(lagged, RESAMPLES, seed, (sums) => {
    const again = correlationsOf(sums);
    const drawn = again && relativeWeights(again);
    if (!drawn) return;
    drawn.forEach((weight, dimension) => {
      resampled[dimension]!.push(weight);
    });
    leads.push(leadOf(drawn, first));
  });
  const lead = percentileInterval(leads);
  const intervals = resampled.map(percentileInterval);
  if (lead === undefined) return hidden;

  const separated = lead.lower > 0 && indexOfLargest(lmg) === first;
  const ranked = dimensionCodes.flatMap((dimension, i) => {
    const interval = intervals[i];
    return interval
      ? [
          {
            dimension,
            weight: weights[i]!,
            interval,
            lmg: lmg[i]!,
            correlation: correlations.withCriterion[i]!,
          },
        ]
      : [];
  });
  return {
    standing: lagged.duos >= NAMED_FROM && separated ? "named" : "candidates",
    duos: lagged.duos,
    rSquared: weights.reduce((sum, weight) => sum + weight, 0),
    drivers: ranked.sort((a, b) => b.weight - a.weight),
    lead,
  };
}

function totalOf(sums: Float64Array): Float64Array {
  const total = new Float64Array(SUMS);
  for (let i = 0; i < sums.length; i++) total[i % SUMS]! += sums[i]!;
  return total;
}

function correlationsOf(sums: Float64Array): Correlations | undefined {
  return correlationsFromSums(sums[0]!, sums.subarray(1, 1 + COLUMNS), sums.subarray(1 + COLUMNS));
}

function indexOfLargest(weights: Float64Array): number {
  return weights.indexOf(Math.max(...weights));
}

function leadOf(weights: Float64Array, first: number): number {
  return weights[first]! - Math.max(...weights.filter((_, i) => i !== first));
}

function percentileInterval(values: readonly number[]): Interval | undefined {
  const lower = quantile(values, (1 - CONFIDENCE) / 2);
  const upper = quantile(values, (1 + CONFIDENCE) / 2);
  return lower === undefined || upper === undefined ? undefined : { lower, upper };
}
