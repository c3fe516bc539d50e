import { type Cadence, cadences } from "../domain/cycles";
import { engineConstants } from "../engine/constants";
import { simulated } from "./error-rates";

/** Shares 0..1 of changes that have reached watch or more when a program has run for so many cycles. */
export interface Detection {
  readonly afterCycles: number;
  readonly drops: { readonly low: number; readonly high: number };
  /** Slides of 2.5 points a month; absent where they were not simulated. */
  readonly slides?: number;
}

/** What a rhythm of cycles can and cannot find, to be said where the rhythm is chosen. */
export interface CadenceHonesty {
  readonly cadence: Cadence;
  readonly recommended: boolean;
  readonly weeksBetween: number;
  /** From the opening of the first cycle to that of the first with a trend verdict. */
  readonly weeksToFirstTrend: number;
  /** Offer no trend in the first year, only level and gap. */
  readonly trendInFirstYear: boolean;
  /** Simulated (measurement specification 3.3); empty where a rhythm was not simulated on its own. */
  readonly detection: readonly Detection[];
}

/** A split needs two cycles on each side: the first cycle in which any trend can be tested. */
export const firstTrendCycle =
  engineConstants.changePoint.shortestWindow + engineConstants.changePoint.minScoresPerWindow;

/** Cycles until a slide of 2.5 points a cycle can be told from noise, under any rule for two raters. */
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

/** In the order of `cadences`. */
export const cadenceHonesty: readonly CadenceHonesty[] = cadences.map((cadence) => ({
  cadence,
  recommended: cadence === "monthly",
  weeksBetween: weeks[cadence],
  weeksToFirstTrend: (firstTrendCycle - 1) * weeks[cadence],
  trendInFirstYear: cadence !== "quarterly",
  detection: detection[cadence],
}));
