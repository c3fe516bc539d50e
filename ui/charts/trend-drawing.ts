import { area, line } from "d3-shape";
import type { LevelBand } from "@/lib/domain/published";
import type { EventMark } from "./event-mark";
import { isLabelled, pointScale, rounded, verticalScale } from "./geometry";
import { drawnMark } from "./mark-places";
import { type Domain, plot } from "./plot";

export type TrendPoint = Partial<EventMark> & {
  /** Short, for the axis: "Oct". */
  label: string;
  /** In full, for the table: "October 2026". */
  name: string;
  /** 0 to 100; `null` where the cycle has no visible figure. */
  value: number | null;
  low?: number | null;
  high?: number | null;
  /** "111 of 120". */
  counted?: string;
  /** For the cycles in which a change may have begun: the table says it, the drawing has a bar under them. */
  began?: string;
};

/** A level trend in coordinates: percent across, pixels down from the top of the drawing or, in paths, of the plot. */
export type TrendDrawing = {
  /** SVG paths, interrupted where a cycle has no figure. */
  line: string;
  band: string;
  /** Lines across; the first one is the floor. */
  guides: readonly number[];
  /** First and last point, in percent, of the cycles in which a change may have begun. */
  began?: { from: number; to: number };
  points: readonly { name: string; x: number; y?: number; label?: string; mark?: string }[];
};

type Interval = TrendPoint & { low: number; high: number };
const hasInterval = (point: TrendPoint): point is Interval =>
  typeof point.low === "number" && typeof point.high === "number";

/** The least that an axis of levels covers, in points: within less, noise would look like a change. */
const LEAST_COVERED = 30;
const STEP = 10;

/**
 * The axis of a level's trend: what its values and intervals cover, in whole tens, at least 30 points, within 0 to 100.
 * @returns 0 to 100 without any value
 */
export function levelDomain(points: readonly Pick<TrendPoint, "value" | "low" | "high">[]): Domain {
  const ends = points.flatMap(({ value, low, high }) =>
    value === null ? [] : [value, low ?? value, high ?? value],
  );
  if (ends.length === 0) return [0, 100];
  const from = Math.max(0, STEP * Math.floor(Math.min(...ends) / STEP));
  const to = Math.min(100, STEP * Math.ceil(Math.max(...ends) / STEP));
  const missing = Math.max(0, LEAST_COVERED - (to - from));
  // Half of what is missing below, in whole tens, and the rest where there is room.
  const lowest = Math.max(0, Math.min(from - STEP * Math.floor(missing / 2 / STEP), 100 - LEAST_COVERED));
  const begin = Math.min(from, lowest);
  return [begin, Math.max(to, begin + LEAST_COVERED)];
}

/** Where a level begins to be middle and high. */
export const LEVEL_CUTS = [40, 70] as const;

/** The part of an axis in which a level is low or high, in pixels down from the top of the drawing. */
export type LevelZone = { readonly band: Exclude<LevelBand, "middle">; y: number; height: number };

/** The low and the high part of an axis of this domain, as far as it reaches into them. */
export function levelZones(domain: Domain): LevelZone[] {
  const y = verticalScale(domain);
  const [lowest, highest] = domain;
  const zones = [
    { band: "high", from: Math.max(lowest, LEVEL_CUTS[1]), to: highest },
    { band: "low", from: lowest, to: Math.min(highest, LEVEL_CUTS[0]) },
  ] as const;
  return zones.flatMap(({ band, from, to }) =>
    from < to ? [{ band, y: y(to), height: rounded(y(from) - y(to)) }] : [],
  );
}

/** The drawing of a level over cycles on an axis of this domain, with quiet lines across at `guides`. */
export function trendDrawing(
  points: readonly TrendPoint[],
  domain: Domain,
  guides: readonly number[],
): TrendDrawing {
  const [x, y] = [pointScale(points.length), verticalScale(domain)];
  const inPlot = (value: number | null | undefined) => y(value ?? 0) - plot.top;
  const values = line<TrendPoint>()
    .defined(({ value }) => value !== null)
    .x((_, index) => x(index))
    .y(({ value }) => inPlot(value));
  const intervals = area<TrendPoint>()
    .defined(hasInterval)
    .x((_, index) => x(index))
    .y0(({ low }) => inPlot(low))
    .y1(({ high }) => inPlot(high));
  return {
    line: values(points) ?? "",
    band: intervals(points) ?? "",
    ...beganBetween(points, x),
    guides: [...domain, ...guides].map((value) => y(value)),
    points: points.map(({ name, label, value, mark, short = "" }, index) => ({
      name,
      x: x(index),
      ...(value !== null && { y: y(value) }),
      ...(isLabelled(index, points.length) && { label }),
      ...(mark && { mark: drawnMark({ mark, short }) }),
    })),
  };
}

function beganBetween(
  points: readonly TrendPoint[],
  x: (index: number) => number,
): Pick<TrendDrawing, "began"> {
  const first = points.findIndex(({ began }) => began);
  if (first < 0) return {};
  return { began: { from: x(first), to: x(points.findLastIndex(({ began }) => began)) } };
}
