import { type ByFamily, engineConstants, type TrendFamily } from "./constants";
import type { AnchorProbabilities } from "./probabilities";
import type { Since } from "./since";

/** The six conditions that decide a status (docs/measurement.md 3.3); true while one holds. */
export interface Flags {
  readonly declining: boolean;
  readonly apart: boolean;
  readonly low: boolean;
  readonly split: boolean;
  readonly oneSide: boolean;
  readonly multiplying: boolean;
}

/** First and last cycle (1-based) of the 80% interval of a change's beginning. */
export interface SinceInterval {
  readonly from: number;
  readonly to: number;
}

/** What is stored of a duo after a cycle and read again in the next one; plain JSON. */
export interface DuoState {
  readonly flags: Flags;
  /** First cycle (1-based) of the change behind each trend flag; null while the flag is off. */
  readonly since: ByFamily<number | null>;
  /** The interval of that cycle; null while the flag is off. Version 1 stored none: its flags stay without one. */
  readonly sinceInterval?: ByFamily<SinceInterval | null>;
}

/** A duo's state before its first cycle. */
export const initialState: DuoState = {
  flags: { declining: false, apart: false, low: false, split: false, oneSide: false, multiplying: false },
  since: { declining: null, apart: null },
  sinceInterval: { declining: null, apart: null },
};

/** What a cycle says about a testable duo's trend flags. */
export interface TrendSigns {
  readonly isReached: ByFamily<boolean>;
  readonly z: ByFamily<number>;
  /** Dates the change; asked only in the cycle in which a flag comes on. */
  readonly date: (family: TrendFamily) => Since;
}

/**
 * The flags after a cycle, each with a condition for coming on and a weaker one for staying on (docs/measurement.md 3.3).
 * They are updated every cycle, whatever status is published.
 * @param trends undefined for a duo that is not testable: the trend flags then stay as they were
 * @param probabilities undefined without a level: the four other flags then stay as they were
 */
export function updateState(
  carried: DuoState,
  trends: TrendSigns | undefined,
  probabilities: AnchorProbabilities | undefined,
): DuoState {
  const declining = updateTrend(carried, trends, "declining");
  const apart = updateTrend(carried, trends, "apart");
  return {
    flags: {
      declining: declining.since !== null,
      apart: apart.since !== null,
      low: updateAnchor(carried.flags.low, probabilities?.low),
      split: updateAnchor(carried.flags.split, probabilities?.split),
      oneSide: updateAnchor(carried.flags.oneSide, probabilities?.oneSide),
      multiplying: updateAnchor(carried.flags.multiplying, probabilities?.high),
    },
    since: { declining: declining.since, apart: apart.since },
    sinceInterval: { declining: declining.interval, apart: apart.interval },
  };
}

/** The date of one trend flag; null while the flag is off. */
interface TrendDate {
  readonly since: number | null;
  readonly interval: SinceInterval | null;
}

/** The date that is found when the flag comes on is kept until the flag goes off: computed each cycle, it would change. */
function updateTrend(carried: DuoState, trends: TrendSigns | undefined, family: TrendFamily): TrendDate {
  const kept = { since: carried.since[family], interval: carried.sinceInterval?.[family] ?? null };
  if (!trends) return kept;
  const { isReached, z, date } = trends;
  if (kept.since !== null) {
    return isReached[family] || z[family] >= engineConstants.trend.leave
      ? kept
      : { since: null, interval: null };
  }
  if (!isReached[family]) return kept;
  const { cycle, from, to } = date(family);
  return { since: cycle, interval: { from, to } };
}

function updateAnchor(on: boolean, probability: number | undefined): boolean {
  const { enter, leave } = engineConstants.hysteresis;
  if (probability === undefined) return on;
  return on ? probability >= leave : probability >= enter;
}
