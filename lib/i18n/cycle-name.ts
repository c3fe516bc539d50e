import type { Formats, Instant } from "./format";

type Cycle = { readonly opensOn: string };

/**
 * What a cycle is called among others: by the month in which it opened, "December 2026", or by the day where another of them
 * opened in the same month.
 * @param opensOn calendar day, "2026-12-08"
 */
export function cycleName(
  opensOn: string,
  among: readonly Cycle[],
  format: Pick<Formats, "monthYear" | "calendarDay">,
): string {
  return sharesMonth(opensOn, among) ? format.calendarDay(opensOn) : format.monthYear(opensOn);
}

/** The same without its year: "December" or "8 December". */
export function cycleNameInYear(
  opensOn: string,
  among: readonly Cycle[],
  format: Pick<Formats, "month" | "calendarDayMonth">,
): string {
  return sharesMonth(opensOn, among) ? format.calendarDayMonth(opensOn) : format.month(opensOn);
}

/** The same on an axis: "Dec" or "8 Dec". */
export function cycleLabel(
  opensOn: string,
  among: readonly Cycle[],
  format: Pick<Formats, "shortMonth" | "shortDay">,
): string {
  return sharesMonth(opensOn, among) ? format.shortDay(opensOn) : format.shortMonth(opensOn);
}

/**
 * Since when something lasts: since a month, with its year from eleven months back, or since a day where two of the cycles
 * opened in that month. The day may lie between two cycles, since when a change began is estimated.
 * @param at from when it is told
 */
export function sinceName(
  day: string,
  { at, among }: { at: Instant; among: readonly Cycle[] },
  format: Pick<Formats, "since" | "calendarDay">,
): string {
  const month = day.slice(0, 7);
  const opened = new Set(among.map(({ opensOn }) => opensOn).filter((one) => one.startsWith(month)));
  return opened.size > 1 ? format.calendarDay(day) : format.since(day, at);
}

/** Whether another of the cycles opened in the same month. */
function sharesMonth(opensOn: string, among: readonly Cycle[]): boolean {
  const month = opensOn.slice(0, 7);
  return among.some((one) => one.opensOn !== opensOn && one.opensOn.startsWith(month));
}
