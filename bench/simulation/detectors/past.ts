import type { DuoSeries } from "@/lib/engine/score-table";
import { duoScore, signedGap } from "@/lib/scoring/duo";
import { type Detector, noEvidence } from "./detector";

/** The cycles so far in which a duo has the figure that a rule uses, and the figures. */
export interface Past {
  /** 1-based. */
  readonly cycles: readonly number[];
  readonly values: readonly number[];
}

/** Undefined where the figure cannot be computed from what was answered. */
type Figure = (ic: number | undefined, manager: number | undefined) => number | undefined;

/** The mean of the partners who answered, as many dashboards show it. */
export const meanOfAnswers: Figure = (ic, manager) => duoScore(ic, manager) ?? ic ?? manager;

/** The absolute value of the gap. */
export const gapSize: Figure = (ic, manager) => {
  const gap = signedGap(ic, manager);
  return gap === undefined ? undefined : Math.abs(gap);
};

/** Suspicion computed from the past of one figure; there is none in a cycle without the figure. */
export function overPast(figure: Figure, suspicion: (past: Past) => number): Detector["suspicion"] {
  const ofDuo = ({ ic, manager }: DuoSeries): number[] => {
    const cycles: number[] = [];
    const values: number[] = [];
    return ic.map((score, t) => {
      const value = figure(score ?? undefined, manager[t] ?? undefined);
      if (value === undefined) return noEvidence;
      cycles.push(t + 1);
      values.push(value);
      return suspicion({ cycles, values });
    });
  };
  return (series) => series.map(ofDuo);
}
