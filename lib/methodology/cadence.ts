import { type Cadence, cadences } from "../domain/cycles";
import { engineConstants } from "../engine/constants";
import { simulated } from "./error-rates";

/** Simulated shares, 0 to 1, of changes that are on watch or confirmed after a number of cycles. */
export interface Detection {
  readonly afterCycles: number;
  readonly drops: { readonly low: number; readonly high: number };
  /** For slides of 2.5 points a month; absent where they were not simulated. */
  readonly slides?: number;
}

/** What an interval between cycles can and cannot find, for the page on which it is chosen. */
export interface CadenceHonesty {
  readonly cadence: Cadence;
  readonly recommended: boolean;
  readonly weeksBetween: number;
  /** Weeks from the opening of the first cycle to the opening of the first cycle that can test a trend. */
  readonly weeksToFirstTrend: number;
  /** False where the first year can show level and gap only. */
  readonly trendInFirstYear: boolean;
  /** From docs/measurement.md 3.3; empty where the interval was not simulated. */
  readonly detection: readonly Detection[];
}

/** The first cycle that can test a trend: a split needs two cycles on each side. */
export const firstTrendCycle =
  engineConstants.changePoint.shortestWindow + engineConstants.changePoint.minScoresPerWindow;

/** Cycles until a slide of 2.5 points a cycle can be told from noise by any rule with two raters (docs/measurement.md 3.3). */
export const cyclesToSeeASlide = simulated.events.cycles;

const weeks: Record<Cadence, number> = { monthly: 52 / 12, "six-weekly": 6, quarterly: 13 };
const detection: Record<Cadence, readonly Detection[]> = {
  monthly: [{ afterCycles: 6, drops: { low: 0.38, high: 0.38 }, slides: 0.06 }],
  "six-weekly": [],
  quarterly: [
    { afterCycles: 4, drops: { low: 0.11, high: 0.11 } },
    { afterCycles: 8, drops: { low: 0.48, high: 0.51 } },
  ],
};

/** What each interval between cycles can find, in the order of `cadences`. */
export const cadenceHonesty: readonly CadenceHonesty[] = cadences.map((cadence) => ({
  cadence,
  recommended: cadence === "monthly",
  weeksBetween: weeks[cadence],
  weeksToFirstTrend: (firstTrendCycle - 1) * weeks[cadence],
  trendInFirstYear: cadence !== "quarterly",
  detection: detection[cadence],
}));
