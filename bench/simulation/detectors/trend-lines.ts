import { mean } from "@/lib/statistics/mean";
import { studentTCdf } from "@/lib/statistics/student-t";
import { noEvidence } from "./detector";
import type { Past } from "./past";

/** Values that a trend needs. */
const fewest = 4;

/** −log10 of the one-sided p of a positive least-squares slope. */
export function risingSlope({ cycles, values }: Past): number {
  const n = values.length;
  if (n < fewest) return noEvidence;
  const meanX = mean(cycles)!;
  const meanY = mean(values)!;
  const sumOver = (term: (x: number, y: number) => number) =>
    values.reduce((sum, y, i) => sum + term(cycles[i]! - meanX, y - meanY), 0);
  const squaresX = sumOver((x) => x * x);
  const slope = sumOver((x, y) => x * y) / squaresX;
  const residual = sumOver((x, y) => (y - slope * x) ** 2) / (n - 2);
  const p = studentTCdf(-slope / Math.sqrt(residual / squaresX), n - 2);
  return p === undefined ? noEvidence : -Math.log10(p);
}

/** z of an upward trend with continuity correction (Mann 1945, Kendall 1975). */
export function mannKendallZ({ values }: Past): number {
  const n = values.length;
  if (n < fewest) return noEvidence;
  let score = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) score += Math.sign(values[j]! - values[i]!);
  }
  return (score - Math.sign(score)) / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
}
