import { type DimensionCode, dimensionCodes } from "@/lib/domain/published";
import { type Correlations, correlationsFromSums } from "@/lib/statistics/correlation-matrix";
import { CONFIDENCE, type Interval } from "@/lib/statistics/interval";
import { lmgShares } from "@/lib/statistics/lmg-shares";
import { quantile } from "@/lib/statistics/quantile";
import { relativeWeights } from "@/lib/statistics/relative-weights";
import { clusterBootstrap } from "./cluster-bootstrap";
import { COLUMNS, laggedSums, type PartnerHistories, SUMS } from "./lagged-sums";

/** How much a dimension explains of the partner's next MX1 answer. */
export interface Driver {
  readonly dimension: DimensionCode;
  /** Johnson's relative weight: a part of R², 0 to 1, with its 95% bootstrap interval. */
  readonly weight: number;
  readonly interval: Interval;
  /** The LMG share, also a part of R²: a check of the weight by another method. */
  readonly lmg: number;
  /** Correlation with the criterion, −1 to 1: it has the sign that a weight lacks. */
  readonly correlation: number;
}

/**
 * `named`: the first driver may be called the top one. `candidates`: the first few may be shown, without an order. `hidden`:
 * there are too few duos, or the answers do not vary. Texts must say "goes with" and never "causes".
 */
export type Drivers =
  | { readonly standing: "hidden"; readonly duos: number }
  | {
      readonly standing: "named" | "candidates";
      readonly duos: number;
      readonly rSquared: number;
      /** All nine, largest weight first. */
      readonly drivers: readonly Driver[];
      /** 95% bootstrap interval of the first weight minus the largest of the others. */
      readonly lead: Interval;
    };

/** Duos from which candidates are shown. */
export const CANDIDATES_FROM = 100;
/** Duos from which one driver may be named. */
export const NAMED_FROM = 200;
/** Resamples of the bootstrap. */
export const RESAMPLES = 2000;
/** So many are drawn in one step. */
const RESAMPLES_AT_ONCE = 50;

/**
 * Which dimensions go with the partner's next MX1 answer (docs/measurement.md 4, "Drivers"): Johnson's relative weights with
 * LMG as a check and 2,000 bootstraps over duos. The first is named from 200 duos on, if the interval of its lead lies above
 * zero and LMG puts the same dimension first. `duos` counts those with at least one observation.
 * Takes long, and is done in many small steps: a process may do other things in between.
 * @param seed of the bootstrap: the same histories and the same seed give the same result
 */
export function* drivers(histories: Iterable<PartnerHistories>, seed: number): Generator<void, Drivers> {
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
  let count = 0;
  for (const sums of clusterBootstrap(lagged, { resamples: RESAMPLES, seed })) {
    if (++count % RESAMPLES_AT_ONCE === 0) yield;
    const again = correlationsOf(sums);
    const drawn = again && relativeWeights(again);
    if (!drawn) continue;
    drawn.forEach((weight, dimension) => {
      resampled[dimension]!.push(weight);
    });
    leads.push(leadOf(drawn, first));
  }
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
