import { firstTrendCycle } from "../engine/onset";
import type { Cadence } from "../schedule/choices";
import { simulated } from "./error-rates";

/**
 * Cycles until a slide of 2.5 points a cycle can be told from noise by any rule with two raters
 * (docs/measurement.md 3.3).
 */
export const cyclesToSeeASlide = { from: simulated.events.cycles, to: simulated.events.cycles + 1 };

const weeksBetween: Record<Cadence, number> = { monthly: 52 / 12, "six-weekly": 6, quarterly: 13 };

/** Weeks from the opening of the first cycle to the opening of the first cycle that can test a trend. */
export function weeksToFirstTrend(cadence: Cadence): number {
  return (firstTrendCycle - 1) * weeksBetween[cadence];
}
