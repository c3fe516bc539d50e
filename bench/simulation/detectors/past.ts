import type { TrendFamily } from "@/lib/engine/constants";
import type { DuoSeries } from "@/lib/engine/score-table";
import { duoScore, signedGap } from "@/lib/scoring/duo";
import { type Detector, noEvidence } from "./detector";

/** A duo's cycles so far that have the figure a rule looks at, and the figure itself. */
export interface Past {
  /** 1-based. */
  readonly cycles: readonly number[];
  readonly values: readonly number[];
}

/** Undefined where the figure cannot be computed from what was answered. */
type Figure = (ic: number | undefined, manager: number | undefined) => number | undefined;

/** What a dashboard shows when it averages whoever answered. */
export const meanOfAnswers: Figure = (ic, manager) => duoScore(ic, manager) ?? ic ?? manager;

/** The size of the gap. */
export const gapSize: Figure = (ic, manager) => {
  const gap = signedGap(ic, manager);
  return gap === undefined ? undefined : Math.abs(gap);
};

/** A rule over one figure's past; it stays silent in a cycle without the figure. */
export function pastDetector(
  name: string,
  family: TrendFamily,
  figure: Figure,
  cut: number,
  suspicion: (past: Past) => number,
): Detector {
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
  return { name, family, cut, suspicion: (series) => series.map(ofDuo) };
}
