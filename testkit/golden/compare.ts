import { z } from "zod";

/** A reference vector: data, the values that another program computed from them, and the largest absolute difference
 * allowed. */
export const vectorSchema = z.object({
  id: z.string().default(""),
  data: z.unknown(),
  expected: z.unknown(),
  tolerance_abs: z.number().nonnegative().default(1e-6),
});
export type Vector = z.infer<typeof vectorSchema>;

/** Result of a comparison. `largestDifference` is that of all numbers compared, or Infinity where a value is absent or of
 * another type. `misses` has a line for each value that differs by more than the tolerance. */
export interface Comparison {
  readonly largestDifference: number;
  readonly misses: readonly string[];
}

/**
 * Recomputes one vector from its data and compares every expected value.
 * @throws ZodError when the data have another shape than the check's
 */
export type Check = (vector: Vector) => Comparison;

const agreement: Comparison = { largestDifference: 0, misses: [] };

/** Several comparisons as one: the largest difference of all, the misses of each. */
export function merge(comparisons: readonly Comparison[]): Comparison {
  return {
    largestDifference: comparisons.reduce((largest, one) => Math.max(largest, one.largestDifference), 0),
    misses: comparisons.flatMap((one) => one.misses),
  };
}

/**
 * Compares every value that is in `expected`; further values of `actual` are ignored. Expected null (R's NA) means undefined.
 * Numbers may differ by `tolerance`, everything else must be equal.
 */
export function compare(actual: unknown, expected: unknown, tolerance: number): Comparison {
  return compareAt({ path: "", actual, expected }, tolerance);
}

/** Two values at the same place; `path` leads there, such as ".cycles[3].level". */
interface Pair {
  readonly path: string;
  readonly actual: unknown;
  readonly expected: unknown;
}

function compareAt(pair: Pair, tolerance: number): Comparison {
  const { path, actual, expected } = pair;
  if (isMissing(expected)) return isMissing(actual) ? agreement : miss(pair);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return miss(pair);
    return merge(
      expected.map((value, index) =>
        compareAt({ path: `${path}[${index}]`, actual: actual[index], expected: value }, tolerance),
      ),
    );
  }
  if (isRecord(expected)) {
    if (!isRecord(actual)) return miss(pair);
    return merge(
      Object.entries(expected).map(([key, value]) =>
        compareAt({ path: `${path}.${key}`, actual: actual[key], expected: value }, tolerance),
      ),
    );
  }
  // R's JSON writes a vector of length one as a bare value.
  if (Array.isArray(actual) && actual.length === 1)
    return compareAt({ ...pair, actual: actual[0] }, tolerance);
  if (typeof expected !== "number") return Object.is(actual, expected) ? agreement : miss(pair);
  if (typeof actual !== "number" || Number.isNaN(actual)) return miss(pair);
  const difference = actual === expected ? 0 : Math.abs(actual - expected);
  return { largestDifference: difference, misses: difference <= tolerance ? [] : [lineOn(pair)] };
}

function miss(pair: Pair): Comparison {
  return { largestDifference: Number.POSITIVE_INFINITY, misses: [lineOn(pair)] };
}

function lineOn({ path, actual, expected }: Pair): string {
  return `${path || "value"}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`;
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || value === "NA" || value === "NaN";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
