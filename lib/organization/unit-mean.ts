import type { UnitVerdict } from "@/lib/domain/published";
import type { Interval } from "@/lib/statistics/interval";
import { mean } from "@/lib/statistics/mean";
import { meanInterval } from "@/lib/statistics/mean-interval";
import { normalCdf } from "@/lib/statistics/normal";
import type { UnitPrior } from "./unit-prior";

/** A unit's level, compared with the company's; points from 0 to 100. */
export interface UnitMean {
  readonly duos: number;
  readonly mean: number;
  /** 95% t interval; undefined for a single duo. */
  readonly interval: Interval | undefined;
  /** w·mean + (1 − w)·mu, w = tau²/(tau² + v); undefined without a prior. */
  readonly shrunken: number | undefined;
  readonly verdict: UnitVerdict;
}

/** A unit is called above or below the company when the probability of it is larger than this. */
export const VERDICT_PROBABILITY = 0.9;

/**
 * The mean of the levels of a unit's counted duos, its shrunken estimate and its verdict (docs/measurement.md 4). The
 * difference from mu has the posterior N(w(y − mu), w·v + w²·se(mu)²).
 * @returns undefined for a unit without levels
 */
export function unitMean(levels: readonly number[], prior: UnitPrior | undefined): UnitMean | undefined {
  const y = mean(levels);
  if (y === undefined) return undefined;
  const raw = { duos: levels.length, mean: y, interval: meanInterval(levels) };
  if (prior === undefined) return { ...raw, shrunken: undefined, verdict: "not-distinguishable" };
  const v = prior.within / levels.length;
  const weight = prior.tau2 / (prior.tau2 + v);
  const difference = weight * (y - prior.mu);
  const sd = Math.sqrt(weight * v + (weight * prior.muSe) ** 2);
  return { ...raw, shrunken: prior.mu + difference, verdict: verdictOn(difference, sd) };
}

function verdictOn(difference: number, sd: number): UnitVerdict {
  if (sd === 0) return "not-distinguishable";
  const above = normalCdf(difference / sd);
  if (above > VERDICT_PROBABILITY) return "above";
  return 1 - above > VERDICT_PROBABILITY ? "below" : "not-distinguishable";
}
