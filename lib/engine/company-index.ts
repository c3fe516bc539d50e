import { mean } from "@/lib/statistics/mean";
import { engineConstants } from "./constants";
import type { ScoreTable } from "./score-table";

/**
 * How far the whole company moved from the cycle before to the table's last cycle, in points: the 20% trimmed mean of all
 * persons' changes, or 0 with fewer than 60 changes (docs/measurement.md 3.2, "Company index").
 * @param scores change scores
 */
export function companyStep(scores: ScoreTable): number {
  const { minChanges, trimDenominator } = engineConstants.companyIndex;
  const changes = new Float64Array(2 * scores.duos);
  let found = 0;
  for (const side of [scores.ic, scores.manager]) {
    for (let row = 0; row < scores.duos; row++) {
      const now = row * scores.cycles + scores.cycles - 1;
      const change = scores.cycles > 1 ? side[now]! - side[now - 1]! : Number.NaN;
      if (!Number.isNaN(change)) changes[found++] = change;
    }
  }
  if (found < minChanges) return 0;
  const sorted = changes.subarray(0, found).sort();
  const cut = Math.floor(found / trimDenominator);
  return mean(sorted.subarray(cut, found - cut)) ?? 0;
}

/**
 * The scores r = x − I without the company's own movement, so that a shift of the whole company flags no single duo
 * (docs/measurement.md 3.2, "Company index").
 * @param companyIndex points of every cycle of the table
 */
export function withoutCompany(scores: ScoreTable, companyIndex: readonly number[]): ScoreTable {
  const subtract = (side: Float64Array) =>
    side.map((score, position) => score - companyIndex[position % scores.cycles]!);
  return { ...scores, ic: subtract(scores.ic), manager: subtract(scores.manager) };
}
