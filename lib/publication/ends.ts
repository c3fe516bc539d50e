import { mean } from "../statistics/mean";
import { withoutRoundingError } from "./rounding";
import type { MeasureKind } from "./safe";

/** Where a published mean ends: "10 or less", "90 or more". */
export const ENDS = { low: 10, high: 90 } as const;

/**
 * The values of a group (the counted duos of a visible unit outside its visible descendants) as every figure above
 * uses them: held at the ends before anything is summed. Without this a total could say that all duos of a group lie
 * at the very end of the scale, and so what each of them answered.
 *
 * `mean`: a group whose mean lies beyond 10 or 90 is moved as a whole until it is 10 or 90. `share` (values 0 to 1):
 * up to a fifth counts as a tenth, from four fifths on as nine tenths, so that "none" and "one of five" are the same.
 * @returns the held values in the order given: 0 to 100, or 0 to 1
 */
export function holdAtEnds(values: readonly number[], kind: MeasureKind): number[] {
  return kind === "share" ? holdShare(values) : holdMean(values);
}

function holdShare(values: readonly number[]): number[] {
  // Thirds add up to whole duos by their rounding alone.
  const count = withoutRoundingError(values.reduce((sum, value) => sum + value, 0));
  if (5 * count <= values.length) return values.map(() => 0.1);
  return 5 * count < 4 * values.length ? [...values] : values.map(() => 0.9);
}

function holdMean(values: readonly number[]): number[] {
  const centre = mean(values);
  if (centre === undefined) return [];
  const by = Math.min(ENDS.high, Math.max(ENDS.low, centre)) - centre;
  return values.map((value) => value + by);
}

/** Whether a mean lies at an end or beyond it. */
export function isAtEnd(centre: number): boolean {
  return centre <= ENDS.low || centre >= ENDS.high;
}
