import { CONFIDENCE, type Interval } from "./interval";
import { mean } from "./mean";
import { normalQuantile } from "./normal";

/** Pearson's product-moment correlation, −1 to 1, of two columns; undefined below two pairs, for unequal lengths and for a
 * column without variance. */
export function pearsonCorrelation(a: readonly number[], b: readonly number[]): number | undefined {
  const meanA = mean(a);
  const meanB = mean(b);
  if (meanA === undefined || meanB === undefined || a.length !== b.length) return undefined;
  let crossed = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < a.length; i++) {
    const left = a[i]! - meanA;
    const right = b[i]! - meanB;
    crossed += left * right;
    squaresA += left * left;
    squaresB += right * right;
  }
  if (squaresA === 0 || squaresB === 0) return undefined;
  return Math.max(-1, Math.min(1, crossed / Math.sqrt(squaresA * squaresB)));
}

/** Fisher's (1921) z interval of a correlation over n pairs, as R `cor.test`; undefined below four pairs. */
export function correlationInterval(r: number, n: number, confidence = CONFIDENCE): Interval | undefined {
  const z = normalQuantile((1 + confidence) / 2);
  if (z === undefined || n < 4 || !(Math.abs(r) <= 1)) return undefined;
  const half = z / Math.sqrt(n - 3);
  return { lower: Math.tanh(Math.atanh(r) - half), upper: Math.tanh(Math.atanh(r) + half) };
}
