import { engineConstants } from "./constants";
import type { AnchorProbabilities } from "./probabilities";
import type { DuoTrends, TrendTest } from "./trend-tests";

/** The six conditions that decide a status (docs/measurement.md 3.3); true while one holds. */
export interface Flags {
  readonly declining: boolean;
  readonly apart: boolean;
  readonly low: boolean;
  readonly split: boolean;
  readonly oneSide: boolean;
  readonly multiplying: boolean;
}

/** What is stored of a duo after a cycle and read again in the next one; plain JSON. */
export interface DuoState {
  readonly flags: Flags;
  /** First cycle (1-based) of the change behind each trend flag; null while the flag is off. */
  readonly since: { readonly declining: number | null; readonly apart: number | null };
}

/** A duo's state before its first cycle. */
export const initialState: DuoState = {
  flags: { declining: false, apart: false, low: false, split: false, oneSide: false, multiplying: false },
  since: { declining: null, apart: null },
};

/**
 * The flags after a cycle, each with a threshold for coming on and a lower one for staying on (docs/measurement.md 3.3).
 * They are updated every cycle, whatever status is published.
 * @param trends undefined without a valid split: the trend flags then stay as they were
 * @param probabilities undefined without a level: the four other flags then stay as they were
 */
export function updateState(
  carried: DuoState,
  trends: DuoTrends | undefined,
  probabilities: AnchorProbabilities | undefined,
): DuoState {
  const declining = updateTrend(carried.since.declining, trends?.declining);
  const apart = updateTrend(carried.since.apart, trends?.apart);
  return {
    flags: {
      declining: declining !== null,
      apart: apart !== null,
      low: updateAnchor(carried.flags.low, probabilities?.low),
      split: updateAnchor(carried.flags.split, probabilities?.split),
      oneSide: updateAnchor(carried.flags.oneSide, probabilities?.oneSide),
      multiplying: updateAnchor(carried.flags.multiplying, probabilities?.high),
    },
    since: { declining, apart },
  };
}

/** The date that is found when the flag comes on is kept until the flag goes off; computed again every cycle it would drift. */
function updateTrend(since: number | null, test: TrendTest | undefined): number | null {
  const { leave, maxAdjustedP } = engineConstants.trend;
  if (!test) return since;
  if (since !== null) return test.z >= leave ? since : null;
  return test.strong && test.q <= maxAdjustedP ? test.since : null;
}

function updateAnchor(on: boolean, probability: number | undefined): boolean {
  const { enter, leave } = engineConstants.hysteresis;
  if (probability === undefined) return on;
  return on ? probability >= leave : probability >= enter;
}
