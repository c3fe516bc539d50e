import type { Formats } from "./format";

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
  const month = opensOn.slice(0, 7);
  const alike = new Set(among.map((one) => one.opensOn).filter((day) => day.startsWith(month)));
  alike.add(opensOn);
  return alike.size > 1 ? format.calendarDay(opensOn) : format.monthYear(opensOn);
}
