import { DAY_MS } from "../domain/days";
import type { Cadence } from "../schedule/choices";
import type { Setting } from "./detectability";

/** What is known of an organization for what it can see; what is undefined is assumed. */
export interface OwnSetting {
  /** Enrolled duos. */
  readonly duos: number | undefined;
  /** Share of surveys that were answered, 0 to 1. */
  readonly response: number | undefined;
  readonly cadence: Cadence | undefined;
}

/** Cycles, the newest ones, whose answers say how many surveys are answered. */
export const RESPONSE_CYCLES = 3;

/** What stands in for what is not known yet. */
export const assumedSetting = { duos: 50, response: 0.85, cadence: "monthly" } as const satisfies Setting;

/** The setting with everything that is not known assumed. */
export function completeSetting({ duos, response, cadence }: OwnSetting): Setting {
  return {
    duos: duos || assumedSetting.duos,
    response: response ?? assumedSetting.response,
    cadence: cadence ?? assumedSetting.cadence,
  };
}

/** Longest days between openings that still count as monthly, and as six-weekly. */
const longest = { monthly: 36, sixWeekly: 66 };

/**
 * The cadence nearest to some openings, by the median of the days from each to the next.
 * @param openings in any order
 * @returns undefined below two openings
 */
export function cadenceOf(openings: readonly Date[]): Cadence | undefined {
  const times = openings.map((at) => at.getTime()).sort((a, b) => a - b);
  const between = times.slice(1).map((time, index) => (time - times[index]!) / DAY_MS);
  const median = between.sort((a, b) => a - b)[Math.floor(between.length / 2)];
  if (median === undefined) return undefined;
  if (median <= longest.monthly) return "monthly";
  return median <= longest.sixWeekly ? "six-weekly" : "quarterly";
}

/** The share of `part` in `whole`; undefined when there is nothing to share. */
export function shareOf({
  part,
  whole,
}: {
  readonly part: number;
  readonly whole: number;
}): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

/** The share of answered surveys from that of complete duos: both partners answer, each independently of the other. */
export function responseOfComplete(complete: number | undefined): number | undefined {
  return complete === undefined ? undefined : Math.sqrt(complete);
}
