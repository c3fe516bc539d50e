import type { TrendFamily } from "@/lib/engine/constants";
import type { DuoSeries } from "@/lib/engine/score-table";

/**
 * A rule that raises alarms. Its suspicion grows with the evidence, and an alarm is a suspicion of at least `cut`. A cycle
 * without enough data has the suspicion −Infinity.
 */
export interface Detector {
  readonly name: string;
  readonly family: TrendFamily;
  readonly cut: number;
  /** For each duo a list with a value for each cycle, which uses no later cycle. */
  readonly suspicion: (series: readonly DuoSeries[]) => readonly (readonly number[])[];
}

/** The suspicion where there is not enough data. */
export const noEvidence = Number.NEGATIVE_INFINITY;
