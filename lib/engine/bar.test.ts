import { expect, test } from "vitest";
import { findBars, reaches } from "./bar";
import type { Evidence } from "./evidence";
import { initialState } from "./flags";
import { watchOf } from "./watch";

const evidence = (declining: number, apart = 0, gapNow = 20): Evidence => ({
  ratio: { declining, apart },
  z: { declining: 0, apart: 0 },
  gapNow,
  gapBefore: 5,
});

const change = (enrolled: number, ...all: (Evidence | undefined)[]) => findBars(all, enrolled).change;

test("fifty imaginary duos raise the bar where duos are few", () => {
  // .45 · 51 / 1 and .21 · 51 / 1.
  expect(change(60, evidence(100, 100)).declining).toBeCloseTo(22.95, 12);
  expect(change(60, evidence(100, 100)).apart).toBeCloseTo(10.71, 12);
  expect(change(60, evidence(22.9, 10.7))).toEqual({ declining: Infinity, apart: Infinity });
});

test("each further duo with strong evidence lowers the bar, down to the floor", () => {
  // .45 · 52 / 2 = 11.7 lies below the floor of 17.
  expect(change(60, evidence(100), evidence(20)).declining).toBe(17);
  // With k = 2 refused, .45 · 52 / 1.
  expect(change(60, evidence(100), evidence(11)).declining).toBeCloseTo(23.4, 12);
});

test("duos that are not testable do not count", () => {
  expect(change(60, evidence(100), undefined)).toEqual(change(60, evidence(100)));
});

test("fewer than fifty enrolled duos need more", () => {
  expect(change(49, evidence(100), evidence(60)).declining).toBe(50);
  expect(change(50, evidence(100), evidence(60)).declining).toBe(17);
  expect(findBars([], 49).watch).toEqual({ declining: 17, apart: 4.5 });
  expect(findBars([], 50).watch).toEqual({ declining: 5.5, apart: 2.4 });
});

test("moving apart needs a wide gap too", () => {
  const bar = { declining: 17, apart: 9 };
  expect(reaches(evidence(17), "declining", bar)).toBe(true);
  expect(reaches(evidence(0, 9), "apart", bar)).toBe(true);
  expect(reaches(evidence(0, 9, 9.9), "apart", bar)).toBe(false);
  expect(reaches(evidence(16.9, 8.9), "declining", bar)).toBe(false);
});

test("watch shows what reaches its value without the flag, and needs enough data", () => {
  const { watch } = findBars([], 60);
  const { flags } = initialState;
  const both = evidence(5.5, 2.4);
  expect(watchOf(both, watch, { status: "steady", flags })).toEqual({ declining: true, apart: true });
  expect(watchOf(evidence(5.4, 2.4, 9), watch, { status: "steady", flags })).toEqual({
    declining: false,
    apart: false,
  });
  const flagged = { ...flags, declining: true };
  expect(watchOf(both, watch, { status: "diverging", flags: flagged })).toEqual({
    declining: false,
    apart: true,
  });
  const nothing = { declining: false, apart: false };
  expect(watchOf(both, watch, { status: "not-enough-data", flags })).toEqual(nothing);
  expect(watchOf(undefined, watch, { status: "steady", flags })).toEqual(nothing);
});
