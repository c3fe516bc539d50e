/** Sums of 1/v³ are finite numbers from here on. */
const SMALLEST_VARIANCE = 1e-100;

/** Estimator of the variance between units. */
export type HeterogeneityMethod = "DL" | "PM" | "REML";

/** A fitted normal–normal model of units with known sampling variances. */
export interface RandomEffects {
  /** Variance between units, in squared units of y; at least 0. */
  readonly tau2: number;
  /** Mean of the units and its standard error. */
  readonly mu: number;
  readonly muSe: number;
  /** Cochran's Q, and I²: the percentage of variance that lies between units (Higgins & Thompson 2002, typical variance). */
  readonly q: number;
  readonly i2: number;
  readonly units: readonly ShrunkenUnit[];
}

/**
 * A unit's estimate w·y + (1 − w)·mu with w = tau2/(tau2 + v). Its standard error includes that of mu (R
 * `metafor::blup`).
 */
export interface ShrunkenUnit {
  readonly weight: number;
  readonly estimate: number;
  readonly se: number;
}

/**
 * Random-effects mean and shrunken units (docs/measurement.md 4), as R `metafor::rma` and `blup`: after DerSimonian & Laird
 * 1986 ("DL"), Paule & Mandel 1982 ("PM") or by restricted maximum likelihood with Fisher scoring ("REML", Viechtbauer
 * 2005), which gives the DL estimate where it does not converge.
 * @param y the units' estimates
 * @param v their sampling variances
 * @returns undefined below two units, for unequal lengths and for a variance that is not finite or below 1e-100
 */
export function randomEffects(
  y: readonly number[],
  v: readonly number[],
  method: HeterogeneityMethod = "REML",
): RandomEffects | undefined {
  const usable = v.every((value) => value >= SMALLEST_VARIANCE && Number.isFinite(value));
  if (y.length < 2 || y.length !== v.length || !usable) return undefined;
  const k = y.length;
  const fixed = weigh(y, v, 0);
  const tau2 = { DL: derSimonianLaird, PM: pauleMandel, REML: restrictedLikelihood }[method](y, v);
  const { mu, sum } = weigh(y, v, tau2);
  const typical = (k - 1) / (fixed.sum - fixed.sum2 / fixed.sum);
  const muSe = Math.sqrt(1 / sum);
  return {
    tau2,
    mu,
    muSe,
    q: fixed.q,
    i2: (100 * tau2) / (tau2 + typical),
    units: y.map((value, unit) => {
      const weight = tau2 / (tau2 + v[unit]!);
      return {
        weight,
        estimate: weight * value + (1 - weight) * mu,
        se: Math.sqrt(weight * v[unit]! + (1 - weight) ** 2 * muSe ** 2),
      };
    }),
  };
}

/** With weights w = 1/(tau2 + v): the weighted mean mu, Σw, Σw², Σw³, Q = Σw(y − mu)² and Σw²(y − mu)². */
function weigh(y: readonly number[], v: readonly number[], tau2: number) {
  const w = v.map((value) => 1 / (tau2 + value));
  const total = (term: (weight: number, unit: number) => number) =>
    w.reduce((sum, weight, unit) => sum + term(weight, unit), 0);
  const sum = total((weight) => weight);
  const mu = total((weight, unit) => weight * y[unit]!) / sum;
  return {
    mu,
    sum,
    sum2: total((weight) => weight ** 2),
    sum3: total((weight) => weight ** 3),
    q: total((weight, unit) => weight * (y[unit]! - mu) ** 2),
    weightedSquares: total((weight, unit) => (weight * (y[unit]! - mu)) ** 2),
  };
}

function derSimonianLaird(y: readonly number[], v: readonly number[]): number {
  const { q, sum, sum2 } = weigh(y, v, 0);
  return Math.max(0, (q - (y.length - 1)) / (sum - sum2 / sum));
}

/** The tau2 at which Q equals its expectation k − 1, by Newton's method from 0: Q is convex and falls with tau2, so no step
 * goes too far. */
function pauleMandel(y: readonly number[], v: readonly number[]): number {
  let tau2 = 0;
  for (let step = 0; step < 500; step++) {
    const { q, weightedSquares } = weigh(y, v, tau2);
    const change = (q - (y.length - 1)) / weightedSquares;
    if (!(change > 1e-14 * tau2)) return tau2;
    tau2 += change;
  }
  return tau2;
}

function restrictedLikelihood(y: readonly number[], v: readonly number[]): number {
  const start = derSimonianLaird(y, v);
  let tau2 = start;
  for (let step = 0; step < 500; step++) {
    const { sum, sum2, sum3, weightedSquares } = weigh(y, v, tau2);
    const trace = sum - sum2 / sum;
    const information = sum2 - (2 * sum3) / sum + (sum2 / sum) ** 2;
    const next = Math.max(0, tau2 + (weightedSquares - trace) / information);
    if (!Number.isFinite(next)) return start;
    if (Math.abs(next - tau2) <= 1e-12 * (tau2 + 1 / sum)) return next;
    tau2 = next;
  }
  return start;
}
