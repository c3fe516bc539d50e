import { dimensionCodes } from "@/lib/domain/published";
import { pooledNoise } from "@/lib/engine/noise";
import { toScoreTable } from "@/lib/engine/score-table";
import { signedGap } from "@/lib/scoring/duo";
import { pearsonCorrelation } from "@/lib/statistics/correlation";
import { cronbachAlpha } from "@/lib/statistics/cronbach-alpha";
import { mean } from "@/lib/statistics/mean";
import { assumptions } from "./assumptions";
import type { SimulatedDuo } from "./organization";

/** What the specification states about the simulated scores, measured on one organization. Points on 0..100. */
export interface Calibration {
  readonly alpha: number;
  readonly sem: number;
  /** A person's own noise from one cycle to the next: spread of a gap's change, by √2 for the partners and √2 for the cycles. */
  readonly retestNoise: number;
  /** The engine's s_L over two to five cycles, stable duos only. */
  readonly changeNoise: number;
  /** Correlation of the partners' scores. */
  readonly partnerCorrelation: number;
}

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
