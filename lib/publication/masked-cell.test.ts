import { describe, expect, it } from "vitest";
import { coarseMean, coarseShare, hiddenCell } from "./masked-cell";

const same = (count: number, value: number) => new Array<number>(count).fill(value);

describe("a published mean", () => {
  it("is the nearest five points without an interval below 20 duos", () => {
    expect(coarseMean([60, 60, 63, 64, 66])).toEqual({ value: 65, low: null, high: null });
    expect(coarseMean(same(19, 62))).toEqual({ value: 60, low: null, high: null });
  });
  it("is in whole points with its interval from 20 duos on", () => {
    // s = 10.26, and Student's 97.5% quantile of 19 degrees of freedom is 2.0930: 4.80 on either side.
    expect(coarseMean([...same(10, 52), ...same(10, 72)])).toEqual({ value: 62, low: 57, high: 67 });
  });
  it("has an interval no narrower than for a standard deviation of five points", () => {
    expect(coarseMean(same(20, 62))).toEqual({ value: 62, low: 60, high: 64 });
    expect(coarseMean([...same(10, 61), ...same(10, 63)])).toEqual(coarseMean(same(20, 62)));
  });
  it("ends at 10 and 90, its interval too", () => {
    expect(coarseMean(same(5, 3)).value).toBe(10);
    expect(coarseMean(same(5, 97)).value).toBe(90);
    expect(coarseMean(same(20, 10))).toEqual({ value: 10, low: 10, high: 12 });
    expect(coarseMean(same(20, 90))).toEqual({ value: 90, low: 88, high: 90 });
  });
  it("is not moved over a half by sums of fractions", () => {
    expect(coarseMean([62.4, 62.6, 62.5 + 1e-12, 62.5, 62.5]).value).toBe(60);
  });
});

describe("a published share", () => {
  it.each([
    [[0, 0, 0, 0, 1], "to-20"],
    [[0.1, 0.1, 0.1, 0.1, 0.1, 1, 1, 0, 0, 0], "to-50"],
    [[1, 1, 0], "under-80"],
    [[0.9, 0.9, 0.9], "from-80"],
    [[1, 0.8, 0.6], "from-80"],
  ] as const)("of %j is %s", (values, band) => {
    expect(coarseShare(values)).toEqual({ band });
  });
});

it("a hidden cell has its reason and no number", () => {
  const { unitId, measure, pairType, hiddenReason, ...rest } = hiddenCell("u", "watch", "too-few");
  expect({ unitId, measure, pairType, hiddenReason }).toEqual({
    unitId: "u",
    measure: "watch",
    pairType: "all",
    hiddenReason: "too-few",
  });
  expect(Object.values(rest).filter((value) => value !== null)).toEqual([false, []]);
});
