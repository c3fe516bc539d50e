import { incompleteBeta } from "./incomplete-beta";
import { logGamma } from "./log-gamma";
import { positiveRoot } from "./positive-root";

/** Student's t distribution function (R `pt`), through the incomplete beta function. Undefined unless df > 0. */
export function studentTCdf(t: number, df: number): number | undefined {
  if (!(df > 0) || Number.isNaN(t)) return undefined;
  const upper = upperTail(Math.abs(t), df);
  return t > 0 ? 1 - upper : upper;
}

/** P(T > t) for t >= 0: half of I_{ν/(ν+t²)}(ν/2, ½). */
function upperTail(t: number, df: number): number {
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  return incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square)) / 2;
}

/** Student's t quantile (R `qt`); the distribution function inverted in its smaller tail. Undefined unless df > 0, 0 <= p <= 1. */
export function studentTQuantile(p: number, df: number): number | undefined {
  if (!(df > 0) || !(p >= 0 && p <= 1)) return undefined;
  const tail = Math.min(p, 1 - p);
  if (tail === 0) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (tail === 0.5) return 0;
  const logScale = logGamma((df + 1) / 2) - logGamma(df / 2) - Math.log(Math.PI * df) / 2;
  const density = (t: number) => Math.exp(logScale - ((df + 1) / 2) * Math.log1p((t * t) / df));
  const t = positiveRoot((x) => -upperTail(x, df), density, -tail);
  return p < 0.5 ? -t : t;
}
