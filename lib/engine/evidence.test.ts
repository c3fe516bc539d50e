import { expect, test } from "vitest";
import { findEvidence, isWide } from "./evidence";
import { hypothesesOf } from "./likelihood";
import type { Onset } from "./onset";

const gapVariance = 98;

/** An onset with T = (a, b) and N = .02 in each partner, for both shapes. */
function onset({ a, b, ...rest }: { a: number; b: number } & Partial<Onset>): Onset {
  const own = { support: { a, b }, information: { aa: 0.02, ab: 0, bb: 0.02 }, reached: 1 };
  return { cycle: 5, gapBefore: 0, gapSince: 0, scoresBefore: 4, fits: { step: own, ramp: own }, ...rest };
}

const weight = (family: "declining" | "apart", one: Onset) =>
  hypothesesOf(family, one, gapVariance).reduce((sum, { weight }) => sum + weight, 0);

test("a duo without a valid onset has no evidence", () => {
  expect(findEvidence([], gapVariance)).toBeUndefined();
});

test("evidence is averaged over six onsets, and a fall lowers that of moving apart", () => {
  const onsets = [onset({ a: -0.3, b: -0.3 }), onset({ a: -0.2, b: -0.4 })];
  const evidence = findEvidence(onsets, gapVariance)!;
  const declining = (weight("declining", onsets[0]!) + weight("declining", onsets[1]!)) / 6;
  const apart = (weight("apart", onsets[0]!) + weight("apart", onsets[1]!)) / 6;
  expect(evidence.ratio.declining).toBeCloseTo(declining, 9);
  expect(evidence.ratio.apart).toBeCloseTo(apart / (1 + 0.05 * declining), 9);
});

test("z is the largest standardized step, for the gap in the direction in which it widens", () => {
  const onsets = [onset({ a: -0.1, b: -0.2 }), onset({ a: -0.3, b: 0.1, gapBefore: -8 })];
  const evidence = findEvidence(onsets, gapVariance)!;
  // N_u = .04 for both falling, .01 for the gap.
  expect(evidence.z.declining).toBeCloseTo(0.3 / Math.sqrt(0.04), 12);
  expect(evidence.z.apart).toBeCloseTo(0.2 / Math.sqrt(0.01), 12);
});

test("the gap now is that of the onset which fits best, of equal ones the latest", () => {
  const gaps = (...onsets: Onset[]) => {
    const { gapNow, gapBefore } = findEvidence(onsets, gapVariance)!;
    return [gapNow, gapBefore];
  };
  const weak = onset({ a: 0.1, b: -0.1, gapSince: -30, gapBefore: -4 });
  const strong = onset({ a: 0.4, b: -0.4, gapSince: 18, gapBefore: 2 });
  expect(gaps(strong, weak)).toEqual([18, 4]);
  expect(gaps(weak, strong)).toEqual([18, 2]);
  expect(gaps(strong, { ...strong, gapSince: 12 })).toEqual([18, 2]);
});

test("a gap is wide from ten points on, and only if it grew", () => {
  const wide = (gapNow: number, gapBefore: number) =>
    isWide({ ratio: { declining: 0, apart: 0 }, z: { declining: 0, apart: 0 }, gapNow, gapBefore });
  expect(wide(10, 9)).toBe(true);
  expect(wide(10 - 1e-10, 9)).toBe(true);
  expect(wide(9.9, 0)).toBe(false);
  expect(wide(15, 15)).toBe(false);
  expect(wide(15 + 1e-10, 15)).toBe(false);
});
