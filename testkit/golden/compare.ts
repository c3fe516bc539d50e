import { z } from "zod";

/** A reference vector: data, the values another program computed from them, and the allowed absolute difference. */
export const vectorSchema = z.object({
  id: z.string().default(""),
  data: z.unknown(),
  expected: z.unknown(),
  tolerance_abs: z.number().nonnegative().default(1e-6),
});
export type Vector = z.infer<typeof vectorSchema>;

/** `largestDifference` is over the numbers compared (Infinity where a value is absent or of another kind); `misses` are the paths beyond tolerance. */
export interface Comparison {
  readonly largestDifference: number;
  readonly misses: readonly string[];
}

/** Recomputes one vector from its data and compares every expected value. Throws a ZodError when the data have another shape. */
export type Check = (vector: Vector) => Comparison;

const agreement: Comparison = { largestDifference: 0, misses: [] };

/** The union of several comparisons: the largest difference of all, the misses of each. */
export function merge(comparisons: readonly Comparison[]): Comparison {
  return {
    largestDifference: comparisons.reduce((largest, one) => Math.max(largest, one.largestDifference), 0),
    misses: comparisons.flatMap((one) => one.misses),
  };
}

/**
 * Compares every value that is in `expected`; what `actual` holds beyond that is ignored.
 * Expected null (R's NA) means undefined. Numbers may differ by `tolerance`, everything else must be equal.
 */
export function compare(actual: unknown, expected: unknown, tolerance: number, path = ""): Comparison {
  if (isMissing(expected)) return isMissing(actual) ? agreement : miss(path, actual, expected);
  if (Array.isArray(expected)) return compareLists(actual, expected, tolerance, path);
  if (isRecord(expected)) {
    if (!isRecord(actual)) return miss(path, actual, expected);
    return merge(
      Object.entries(expected).map(([key, value]) =>
        compare(actual[key], value, tolerance, `${path}.${key}`),
      ),
    );
  }
  // R's JSON writes a vector of length one as a bare value.
  if (Array.isArray(actual) && actual.length === 1) return compare(actual[0], expected, tolerance, path);
  if (typeof expected !== "number")
    return Object.is(actual, expected) ? agreement : miss(path, actual, expected);
  if (typeof actual !== "number" || Number.isNaN(actual)) return miss(path, actual, expected);
  const difference = actual === expected ? 0 : Math.abs(actual - expected);
  return {
    largestDifference: difference,
    misses: difference <= tolerance ? [] : [say(path, actual, expected)],
  };
}

function compareLists(actual: unknown, expected: unknown[], tolerance: number, path: string): Comparison {
  if (!Array.isArray(actual) || actual.length !== expected.length) return miss(path, actual, expected);
  return merge(expected.map((value, index) => compare(actual[index], value, tolerance, `${path}[${index}]`)));
}

function miss(path: string, actual: unknown, expected: unknown): Comparison {
  return { largestDifference: Number.POSITIVE_INFINITY, misses: [say(path, actual, expected)] };
}

function say(path: string, actual: unknown, expected: unknown): string {
  return `${path || "value"}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`;
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || value === "NA" || value === "NaN";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
