import { expect, test } from "vitest";
import { ownNoiseFactor } from "./own-noise";

const factor = (...scores: number[]) => ownNoiseFactor(Float64Array.from(scores), 10);

test("a person without differences, or with one alone, has the pooled noise", () => {
  expect(factor()).toBe(1);
  expect(factor(50, Number.NaN)).toBe(1);
  // One jump is a change and no noise.
  expect(factor(50, 90)).toBe(1);
});

test("squares are compared with 1.6 variances and the largest is left out", () => {
  // d² = 64, 64, 256 over 16: q = 4, 4, 9 (bounded); h = (20 + ⅔·8)/(20 + ⅔·2).
  expect(factor(50, 58, 50, 66)).toBeCloseTo((20 + 16 / 3) / (20 + 4 / 3), 12);
});

test("differences reach over silent cycles", () => {
  expect(factor(50, Number.NaN, 58, Number.NaN, Number.NaN, 50, 66)).toBe(factor(50, 58, 50, 66));
});

test("a person whose answers vary less than most has the pooled noise, not less", () => {
  expect(factor(50, 50, 50, 50, 50, 50)).toBe(1);
});

test("only the last fourteen cycles count", () => {
  const calm = Array.from({ length: 14 }, () => 50);
  expect(factor(0, 100, 0, 100, 0, ...calm)).toBe(1);
  expect(factor(0, 100, 0, 100, 0, ...calm.slice(3))).toBeGreaterThan(1);
});
