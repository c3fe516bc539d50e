import quantile from "@stdlib/stats-base-dists-chisquare-quantile";
import { definedNumber } from "./defined-number";

/** Chi-square quantile, as R `qchisq`. Undefined unless df > 0 and 0 <= p <= 1. */
export function chiSquareQuantile(p: number, df: number): number | undefined {
  return df > 0 ? definedNumber(quantile(p, df)) : undefined;
}
