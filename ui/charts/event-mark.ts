import type { ViewProps } from "../view-props";

/** What happened in a cycle; `short` where there is no room for it, as for the name of a unit. */
export type ChartEvent = string | { readonly text: string; readonly short: string };
/** The mark of a cycle: in full for tables, and as the drawing has it where that is too long. */
export type EventMark = { readonly mark: string; readonly short: string };

/** The mark of a cycle in which all of this happened; where there is no room for it, several events are counted. */
export function eventMark(
  events: readonly ChartEvent[],
  { words, format }: ViewProps,
): EventMark | Record<string, never> {
  const [first] = events;
  if (first === undefined) return {};
  const mark = events.map((event) => (typeof event === "string" ? event : event.text)).join(", ");
  const isShort = events.length === 1 && typeof first !== "string";
  return { mark, short: isShort ? first.short : words.charts.events(format.count(events.length)) };
}
