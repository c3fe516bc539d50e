import { incompleteBeta } from "./incomplete-beta";
import { logGamma } from "./log-gamma";
import { positiveRoot } from "./positive-root";

/** Fisher's F distribution function (R `pf`): I at d1·x/(d1·x + d2) of (d1/2, d2/2). Undefined unless both df > 0. */
export function fCdf(x: number, df1: number, df2: number): number | undefined {
  if (!(df1 > 0 && df2 > 0) || Number.isNaN(x)) return undefined;
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  const ratio = (df1 * x) / df2;
  return incompleteBeta(ratio / (1 + ratio), df1 / 2, df2 / 2, 1 / (1 + ratio));
}

/** Fisher's F quantile (R `qf`). Undefined unless both df > 0 and 0 <= p <= 1. */
export function fQuantile(p: number, df1: number, df2: number): number | undefined {
  if (!(df1 > 0 && df2 > 0) || !(p >= 0 && p <= 1)) return undefined;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const a = df1 / 2;
  const b = df2 / 2;
  const logScale = logGamma(a + b) - logGamma(a) - logGamma(b);
  const density = (x: number) => {
    const ratio = (df1 * x) / df2;
    return Math.exp(logScale + a * Math.log(ratio) - (a + b) * Math.log1p(ratio) - Math.log(x));
  };
  return positiveRoot((x) => fCdf(x, df1, df2) ?? 0, density, p);
}
