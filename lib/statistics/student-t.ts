import cdf from "@stdlib/stats-base-dists-t-cdf";
import quantile from "@stdlib/stats-base-dists-t-quantile";
import { definedNumber } from "./defined-number";

/** Student's t distribution function, as R `pt`. Undefined unless df > 0. */
export function studentTCdf(t: number, df: number): number | undefined {
  return definedNumber(cdf(t, df));
}

/** Student's t quantile, as R `qt`. Undefined unless df > 0 and 0 <= p <= 1. */
export function studentTQuantile(p: number, df: number): number | undefined {
  return definedNumber(quantile(p, df));
}
