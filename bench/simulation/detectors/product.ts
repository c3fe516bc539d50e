import { type TrendFamily, trendFamilies } from "@/lib/engine/constants";
import type { CycleOutput, CycleRow } from "@/lib/engine/run-cycle";
import { runHistory } from "@/lib/engine/run-history";
import type { DuoSeries } from "@/lib/engine/score-table";
import { assumptions } from "../assumptions";
import { type Detector, noEvidence } from "./detector";

/** How sure the product's rule is: an early sign, or a published status. */
export const tiers = ["watch", "confirmed"] as const;
export type Tier = (typeof tiers)[number];

/** The product's rule, computed by the engine: `confirmed` is a published "diverging", `watch` is that or on watch. */
export function productDetectors(): (Detector & { readonly tier: Tier })[] {
  const history = rememberLast((series) => runHistory(series, assumptions.cycles));
  return tiers.flatMap((tier) =>
    trendFamilies.map((family) => ({
      name: `product, ${tier}`,
      tier,
      family,
      cut: 1,
      suspicion: (series: readonly DuoSeries[]) => {
        const outputs = history(series);
        return series.map((_, row) => outputs.map(({ rows }) => (alarms(rows[row]!, tier, family) ? 1 : 0)));
      },
    })),
  );
}

/** The z of the paired change-point alone, without adjustment for many duos and without hysteresis. */
export function changePointDetectors(): Detector[] {
  const history = rememberLast((series) => runHistory(series, assumptions.cycles));
  const bare = (name: string, family: TrendFamily, zOf: (row: CycleRow) => number | null): Detector => ({
    name,
    family,
    cut: 3,
    suspicion: (series) => {
      const outputs = history(series);
      return series.map((_, row) => outputs.map(({ rows }) => zOf(rows[row]!) ?? noEvidence));
    },
  });
  return [
    bare("paired change-point, z 3", "declining", (row) => row.zLevel),
    bare("paired change-point, z 3", "apart", (row) => row.zGap),
  ];
}

function alarms(row: CycleRow, tier: Tier, family: TrendFamily): boolean {
  const confirmed = row.status === "diverging" && row.flags[family];
  return confirmed || (tier === "watch" && row.watch[family]);
}

/** Keeps the last result, because all detectors are given the same series one after the other. */
function rememberLast(
  run: (series: readonly DuoSeries[]) => CycleOutput[],
): (series: readonly DuoSeries[]) => CycleOutput[] {
  let seen: readonly DuoSeries[] | undefined;
  let outputs: CycleOutput[] = [];
  return (series) => {
    if (series !== seen) {
      outputs = run(series);
      seen = series;
    }
    return outputs;
  };
}
