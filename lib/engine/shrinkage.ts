import { mean } from "@/lib/statistics/mean";
import { variance } from "@/lib/statistics/variance";
import { engineConstants } from "./constants";
import { medianInPlace } from "./median";
import type { PooledNoise } from "./noise";
import { type ScoreTable, windowSum } from "./score-table";

/** A duo's raw mean and its sampling variance. */
export interface Observation {
  readonly mean: number;
  readonly variance: number;
}

/** The distribution towards which duos are shrunk: mean M and variance τ². */
export interface Prior {
  readonly mean: number;
  readonly variance: number;
}

/** A shrunken estimate and its posterior standard deviation, in points. */
export interface Posterior {
  readonly mean: number;
  readonly sd: number;
}

/** Level and signed gap (IC minus manager) of one duo. */
export interface DuoPosterior {
  readonly level: Posterior;
  readonly gap: Posterior;
}

/** Levels and gaps of all duos, and the priors that they were shrunk towards. */
export interface Shrinkage {
  readonly levelPrior: Prior;
  readonly gapPrior: Prior;
  /** In the table's order; undefined for a duo in which a partner has no valid score in the window. */
  readonly duos: readonly (DuoPosterior | undefined)[];
}

/**
 * Empirical-Bayes level and gap of every duo over the last three cycles of raw scores (docs/measurement.md 3.3, "Level"
 * and "Gap"; normal-normal shrinkage after Efron & Morris 1975).
 */
export function shrinkDuos(scores: ScoreTable, noise: PooledNoise): Shrinkage {
  const { levelAnchor, gapAnchor } = engineConstants.shrinkage;
  const observed = Array.from({ length: scores.duos }, (_, row) => observe(scores, row, noise));
  const present = observed.filter((duo) => duo !== undefined);
  const levelPrior = estimatePrior(
    present.map((duo) => duo.level),
    levelAnchor,
  );
  const gapPrior = estimatePrior(
    present.map((duo) => duo.gap),
    gapAnchor,
  );
  return {
    levelPrior,
    gapPrior,
    duos: observed.map(
      (duo) => duo && { level: shrink(duo.level, levelPrior), gap: shrink(duo.gap, gapPrior) },
    ),
  };
}

/**
 * Prior of some duos, blended with `anchorWeight` imaginary duos like the anchor (docs/measurement.md 3.3,
 * "Level"). Its mean is the duos' median; its variance is that of the duos' means minus their mean sampling
 * variance, but at least `minVariance`.
 */
export function estimatePrior(observed: readonly Observation[], anchor: Prior): Prior {
  const { anchorWeight, minVariance } = engineConstants.shrinkage;
  const duos = observed.length;
  if (duos === 0) return { mean: anchor.mean, variance: anchor.variance };
  const means = Float64Array.from(observed, (duo) => duo.mean);
  const spread = variance(means) ?? 0;
  const sampling = mean(observed.map((duo) => duo.variance)) ?? 0;
  const between = Math.max(minVariance, spread - sampling);
  return {
    mean: (duos * medianInPlace(means) + anchorWeight * anchor.mean) / (duos + anchorWeight),
    variance: (duos * between + anchorWeight * anchor.variance) / (duos + anchorWeight),
  };
}

/** Posterior of one observation: w·y + (1 − w)·M with w = τ²/(τ² + v), standard deviation √(w·v). */
export function shrink(observed: Observation, prior: Prior): Posterior {
  const weight = prior.variance / (prior.variance + observed.variance);
  return {
    mean: weight * observed.mean + (1 - weight) * prior.mean,
    sd: Math.sqrt(weight * observed.variance),
  };
}

function observe(
  { cycles, ic, manager }: ScoreTable,
  row: number,
  noise: PooledNoise,
): { level: Observation; gap: Observation } | undefined {
  const from = cycles - engineConstants.shrinkage.window + 1;
  const icWindow = windowSum({ side: ic, cycles, row }, from, cycles);
  const managerWindow = windowSum({ side: manager, cycles, row }, from, cycles);
  if (icWindow.count === 0 || managerWindow.count === 0) return undefined;
  const icMean = icWindow.sum / icWindow.count;
  const managerMean = managerWindow.sum / managerWindow.count;
  const perScore = 1 / icWindow.count + 1 / managerWindow.count;
  return {
    level: { mean: (icMean + managerMean) / 2, variance: (noise.level ** 2 * perScore) / 4 },
    gap: { mean: icMean - managerMean, variance: noise.gap ** 2 * perScore },
  };
}
