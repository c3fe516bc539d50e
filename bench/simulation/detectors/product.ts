import { type ByFamily, type TrendFamily, trendFamilies } from "@/lib/engine/constants";
import { runHistory } from "@/lib/engine/run-history";
import type { DuoSeries } from "@/lib/engine/score-table";
import { type Detector, noEvidence } from "./detector";
import { runVersion1, type Version1Row } from "./version-1";

/** How sure the product's rule is: an early sign or a published status, the early sign alone, the published status. */
const tiers = ["watch", "only watch", "confirmed"] as const;
export type Tier = (typeof tiers)[number];

/** A duo's alarms in one cycle. */
interface Alarms {
  readonly flags: ByFamily<boolean>;
  readonly watch: ByFamily<boolean>;
  readonly hasData: boolean;
}

export interface TierDetector extends Detector {
  readonly tier: Tier;
}

/**
 * The product's rule, computed by the engine: `confirmed` is a published "diverging", `only watch` on watch and not that,
 * `watch` is either.
 */
export function productDetectors(): TierDetector[] {
  return tierDetectors("product", (series) =>
    runHistory(series, cyclesOf(series)).map(({ rows }) =>
      rows.map(({ flags, watch, status }) => ({ flags, watch, hasData: status !== "not-enough-data" })),
    ),
  );
}

/** The rule of engine version 1, in the same tiers, and its z alone, without adjustment and without hysteresis. */
export function version1Detectors(): Detector[] {
  const history = rememberLast((series) => runVersion1(series, cyclesOf(series)));
  const bare = (family: TrendFamily): Detector => ({
    name: "paired change-point, z 3",
    family,
    cut: 3,
    suspicion: (series) => byDuo(history(series), series, ({ z }) => z?.[family] ?? noEvidence),
  });
  return [...trendFamilies.map(bare), ...tierDetectors<Version1Row>("version 1", history)];
}

function tierDetectors<Row extends Alarms>(
  name: string,
  run: (series: readonly DuoSeries[]) => readonly (readonly Row[])[],
): TierDetector[] {
  const history = rememberLast(run);
  return tiers.flatMap((tier) =>
    trendFamilies.map((family) => ({
      name: `${name}, ${tier}`,
      tier,
      family,
      cut: 1,
      suspicion: (series: readonly DuoSeries[]) =>
        byDuo(history(series), series, (row) => (alarms(row, tier, family) ? 1 : 0)),
    })),
  );
}

function alarms({ flags, watch, hasData }: Alarms, tier: Tier, family: TrendFamily): boolean {
  const confirmed = hasData && flags[family];
  if (tier === "confirmed") return confirmed;
  return tier === "watch" ? confirmed || watch[family] : !confirmed && watch[family];
}

function byDuo<Row>(
  cycles: readonly (readonly Row[])[],
  series: readonly DuoSeries[],
  suspicion: (row: Row) => number,
): number[][] {
  return series.map((_, duo) => cycles.map((rows) => suspicion(rows[duo]!)));
}

function cyclesOf([first]: readonly DuoSeries[]): number {
  return first?.ic.length ?? 0;
}

/** Keeps the last result, because all detectors are given the same series one after the other. */
function rememberLast<Result>(
  run: (series: readonly DuoSeries[]) => Result,
): (series: readonly DuoSeries[]) => Result {
  let last: { series: readonly DuoSeries[]; result: Result } | undefined;
  return (series) => {
    if (last?.series !== series) last = { series, result: run(series) };
    return last.result;
  };
}
