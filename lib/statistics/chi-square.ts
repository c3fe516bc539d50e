import { incompleteGamma } from "./incomplete-gamma";
import { logGamma } from "./log-gamma";
import { positiveRoot } from "./positive-root";

/** Chi-square distribution function (R `pchisq`): P(df/2, x/2). Undefined unless df > 0. */
export function chiSquareCdf(x: number, df: number): number | undefined {
  if (!(df > 0) || Number.isNaN(x)) return undefined;
  return incompleteGamma(df / 2, x / 2);
}

/** Chi-square quantile (R `qchisq`). Undefined unless df > 0, 0 <= p <= 1. */
export function chiSquareQuantile(p: number, df: number): number | undefined {
  if (!(df > 0) || !(p >= 0 && p <= 1)) return undefined;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const a = df / 2;
  const logScale = a * Math.log(2) + logGamma(a);
  return positiveRoot(
    (x) => incompleteGamma(a, x / 2),
    (x) => Math.exp((a - 1) * Math.log(x) - x / 2 - logScale),
    p,
  );
}
