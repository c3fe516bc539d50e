import { engineConstants } from "./constants";
import type { AnchorProbabilities } from "./probabilities";
import type { DuoTrends, TrendTest } from "./trend-tests";

export interface Flags {
  readonly declining: boolean;
  readonly apart: boolean;
  readonly low: boolean;
  readonly split: boolean;
  readonly oneSide: boolean;
  readonly multiplying: boolean;
}

/** What a duo carries from one cycle to the next; plain JSON. */
export interface DuoState {
  readonly flags: Flags;
  /** The cycle (1-based) since which a trend flag dates the change; null while the flag is off. */
  readonly since: { readonly declining: number | null; readonly apart: number | null };
}

/** A duo's state before its first cycle. */
export const initialState: DuoState = {
  flags: { declining: false, apart: false, low: false, split: false, oneSide: false, multiplying: false },
  since: { declining: null, apart: null },
};

/**
 * The six flags, each with its own hysteresis, updated every cycle whatever status is published (measurement
 * specification 3.3). Without a valid split the trend flags stay as they were, without a level the others.
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

/** The date is kept from entry until the flag clears: recomputing it every cycle drifts. */
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
