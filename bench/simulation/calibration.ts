import { dimensionCodes } from "@/lib/domain/published";
import { pooledNoise } from "@/lib/engine/noise";
import { toScoreTable } from "@/lib/engine/score-table";
import { signedGap } from "@/lib/scoring/duo";
import { pearsonCorrelation } from "@/lib/statistics/correlation";
import { cronbachAlpha } from "@/lib/statistics/cronbach-alpha";
import { mean } from "@/lib/statistics/mean";
import { assumptions } from "./assumptions";
import type { SimulatedDuo } from "./organization";

/** What docs/measurement.md 3.1 states about the simulated scores, measured on one organization; in points. */
export interface Calibration {
  readonly alpha: number;
  readonly sem: number;
  /**
   * A person's noise from one cycle to the next: the spread of the gap's changes over √2 (two partners) · √2
   * (two cycles).
   */
  readonly retestNoise: number;
  /** The engine's s_L over two to five cycles, stable duos only. */
  readonly changeNoise: number;
  /** Correlation of the partners' scores. */
  readonly partnerCorrelation: number;
}

/** Measures one simulated organization. A figure is NaN where there is too little data for it. */
export function calibrate(organization: readonly SimulatedDuo[]): Calibration {
  const stable = organization.filter((duo) => duo.story.kind === "stable").map((duo) => duo.series);
  const first = organization.flatMap(({ icDimensions: [dimensions] }) =>
    dimensions ? [dimensionCodes.map((code) => dimensions[code])] : [],
  );
  const alpha = cronbachAlpha(first.filter((row) => row.every((score) => score !== undefined)));
  const answering = stable.filter(({ ic, manager }) => ic[0] != null && manager[0] != null);
  const gapChanges = stable.flatMap(({ ic, manager }) =>
    ic.flatMap((score, t) => {
      const gap = signedGap(score ?? undefined, manager[t] ?? undefined);
      const before = signedGap(ic[t - 1] ?? undefined, manager[t - 1] ?? undefined);
      return gap === undefined || before === undefined ? [] : [gap - before];
    }),
  );
  return {
    alpha: alpha?.raw ?? Number.NaN,
    sem: alpha?.sem ?? Number.NaN,
    retestNoise: Math.sqrt(mean(gapChanges.map((change) => change ** 2)) ?? Number.NaN) / 2,
    changeNoise: pooledNoise(toScoreTable(stable, assumptions.cycles), []).level,
    partnerCorrelation:
      pearsonCorrelation(
        answering.map((duo) => duo.ic[0]!),
        answering.map((duo) => duo.manager[0]!),
      ) ?? Number.NaN,
  };
}
