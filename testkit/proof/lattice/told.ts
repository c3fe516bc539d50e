import type { CellMeasure } from "@/lib/domain/published";
import { ENDS } from "@/lib/publication/ends";
import { roundHalfToEven } from "@/lib/publication/rounding";
import { studentTQuantile } from "@/lib/statistics/student-t";
import { STEP } from "./duo-values";

/**
 * What a reader is told of one measure: more than is published, so that whatever stays open here stays open there. Of
 * every group the exact mean as far as it lies within the ends (units above are sums of groups), the same of every pair
 * type that is offered, and of wide units, with 20 duos and more, the interval in whole points.
 */
export type Told = {
  /** The truth, in steps. */
  readonly values: readonly number[];
  /** What each value could be as far as the duo's own row tells, in steps. */
  readonly domains: readonly (readonly number[])[];
  /** Positions of the reader's own duos, whose values they know. */
  readonly known: ReadonlySet<number>;
  /** Disjoint sets of positions. */
  readonly groups: readonly (readonly number[])[];
  /** Sets of positions that cross the groups, each position in one at most. */
  readonly columns: readonly (readonly number[])[];
  /** Units of which an interval is published, by their groups. */
  readonly wide: readonly (readonly number[])[];
  /** From how many duos on a mean is published in whole points with its interval. */
  readonly wideFrom: number;
  /** All readable units by their groups. */
  readonly units: readonly (readonly number[])[];
  /** What else is published of the measure, from the values as figures use them: how units compare with the company. */
  readonly alsoPublished: (held: readonly number[]) => readonly string[];
};

/** An interval is published from this many duos on, of an organization's own question never. */
export const WIDE = 20;
export const wideFrom = (measure: CellMeasure): number => (measure.startsWith("own:") ? Infinity : WIDE);

/** Number, sum and sum of squares of values. */
export type Summary = { readonly count: number; readonly sum: number; readonly squares: number };

export function summarize(values: readonly number[], positions: readonly number[]): Summary {
  let [sum, squares] = [0, 0];
  for (const index of positions) {
    sum += values[index]!;
    squares += values[index]! ** 2;
  }
  return { count: positions.length, sum, squares };
}

/** All that the reader is told, as numbers that two worlds share or do not. */
export function signature(told: Told, values: readonly number[]): number[] {
  const held = heldValues(told, values);
  const meanOf = (duos: readonly number[]) => summarize(held, duos).sum / Math.max(1, duos.length);
  return [
    ...told.groups.map(meanOf),
    ...told.columns.map((column) => withinEnds(meanOf(column))),
    ...told.wide.flatMap((unit) => {
      const duos = unit.flatMap((group) => told.groups[group]!);
      return interval(meanOf(duos), spreadOf(values, duos));
    }),
  ];
}

/** Values in points as figures use them: groups beyond an end are moved to it. */
function heldValues({ groups }: Told, values: readonly number[]): number[] {
  const held = values.map((value) => value * STEP);
  for (const group of groups) {
    const { count, sum } = summarize(values, group);
    const shift = toldMean({ count, sum }) - (sum * STEP) / count;
    for (const index of group) held[index]! += shift;
  }
  return held;
}

/** The mean of a group as it is told, in points, from a sum in steps. */
export function toldMean({ count, sum }: Pick<Summary, "count" | "sum">): number {
  return withinEnds((sum * STEP) / count);
}

/** Of some duos the values in points that a spread is taken over: single ones beyond an end count as the end. */
function spreadOf(values: readonly number[], duos: readonly number[]): Summary {
  const points = duos.map((index) => withinEnds(values[index]! * STEP));
  return summarize(points, [...points.keys()]);
}

/** What is in fact published, as words that two worlds share or do not. */
export function publishedFigures(told: Told, values: readonly number[]): string[] {
  const held = heldValues(told, values);
  const units = told.units.map((unit) => unit.flatMap((group) => told.groups[group]!));
  const figures = [...units, ...told.columns].map((duos) => {
    const mean = withinEnds(Math.round((summarize(held, duos).sum / duos.length) * 1e9) / 1e9);
    if (duos.length < told.wideFrom) return `${5 * roundHalfToEven(mean / 5)}`;
    return `${roundHalfToEven(mean)} ${interval(mean, spreadOf(values, duos))}`;
  });
  return [...figures, ...told.alsoPublished(held)];
}

/** The published interval of a mean, written down again from docs/measurement.md 4: whole points, ends, a floor. */
export function interval(mean: number, { count, sum, squares }: Summary): [number, number] {
  const variance = Math.max(25, (squares - (sum * sum) / count) / (count - 1));
  const half = studentTQuantile(0.975, count - 1)! * Math.sqrt(variance / count);
  const whole = (points: number) => withinEnds(roundHalfToEven(Math.round(points * 1e9) / 1e9));
  return [whole(mean - half), whole(mean + half)];
}

/** Whether two worlds are told alike. */
export function isAlike(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, index) => Math.abs(value - b[index]!) < 1e-6);
}

const withinEnds = (points: number) => Math.min(ENDS.high, Math.max(ENDS.low, points));
