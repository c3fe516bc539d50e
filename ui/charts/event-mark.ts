import type { ViewProps } from "../view-props";
import type { TrendPoint } from "./trend-drawing";

/** The mark of a cycle in which all of this happened, and how many events that is where there is no room to name them. */
export function eventMark(
  events: readonly string[],
  { words, format }: ViewProps,
): Pick<TrendPoint, "mark" | "short"> {
  if (events.length === 0) return {};
  const short = words.charts.events(format.count(events.length));
  return { mark: events.join(", "), ...(events.length > 1 && { short }) };
}
