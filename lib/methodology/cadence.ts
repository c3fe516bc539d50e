import { firstTrendCycle } from "../engine/onset";
import { type Cadence, cadences } from "../schedule/choices";
import { simulated } from "./error-rates";

/** Simulated shares, 0 to 1, of changes found after a number of cycles: monthly on watch or confirmed, quarterly confirmed. */
export interface Detection {
  readonly afterCycles: number;
  readonly drops: number;
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

/** Cycles until a slide of 2.5 points a cycle can be told from noise by any rule with two raters (docs/measurement.md 3.3). */
export const cyclesToSeeASlide = { from: simulated.events.cycles, to: simulated.events.cycles + 1 };

const weeks: Record<Cadence, number> = { monthly: 52 / 12, "six-weekly": 6, quarterly: 13 };
const detection: Record<Cadence, readonly Detection[]> = {
  monthly: [{ afterCycles: 6, drops: simulated.watchAfterSix.drop, slides: simulated.watchAfterSix.decline }],
  "six-weekly": [],
  quarterly: [
    { afterCycles: 4, drops: 0.3, slides: 0.22 },
    { afterCycles: 8, drops: 0.4, slides: 0.37 },
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
