import { mean } from "@/lib/statistics/mean";
import { engineConstants } from "./constants";
import type { ScoreTable } from "./score-table";

/**
 * The company's step into the table's last cycle, in points: the 20% trimmed mean of everybody's change since
 * the cycle before (measurement specification 3.2, "Company index"). 0 with fewer than 60 changes. Subtracting
 * the running sum keeps a shift of the whole company from flagging duos one by one.
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
