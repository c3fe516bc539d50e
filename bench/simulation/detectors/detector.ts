import type { TrendFamily } from "@/lib/engine/constants";
import type { DuoSeries } from "@/lib/engine/score-table";

/**
 * A rule that could raise alarms. Its suspicion grows with the evidence; an alarm is a suspicion of at least `cut`.
 * A cycle without enough data has a suspicion of −Infinity.
 */
export interface Detector {
  readonly name: string;
  readonly family: TrendFamily;
  readonly cut: number;
  /** A list a duo, a value a cycle; each value rests on cycles up to its own only. */
  readonly suspicion: (series: readonly DuoSeries[]) => readonly (readonly number[])[];
}

export const noEvidence = Number.NEGATIVE_INFINITY;
