import quantile from "@stdlib/stats-base-dists-f-quantile";
import { definedNumber } from "./defined-number";

/** Fisher's F quantile, as R `qf`. Undefined unless both df > 0 and 0 <= p <= 1. */
export function fQuantile(p: number, df1: number, df2: number): number | undefined {
  return definedNumber(quantile(p, df1, df2));
}
