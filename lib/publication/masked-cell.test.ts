import { describe, expect, it } from "vitest";
import { coarseMean, coarseShare, hiddenCell } from "./masked-cell";

/** Of a single group that lies between the ends, whose values are held as they are. */
const figure = (values: readonly number[]) => coarseMean(values, values);
const same = (count: number, value: number) => new Array<number>(count).fill(value);

describe("a published mean", () => {
  it("is the nearest five points without an interval below 20 duos", () => {
    expect(figure([60, 60, 63, 64, 66])).toEqual({ value: 65, low: null, high: null });
    expect(figure(same(19, 62))).toEqual({ value: 60, low: null, high: null });
  });
  it("is in whole points with its interval from 20 duos on", () => {
    // s = 10.26, and Student's 97.5% quantile of 19 degrees of freedom is 2.0930: 4.80 on either side.
    expect(figure([...same(10, 52), ...same(10, 72)])).toEqual({ value: 62, low: 57, high: 67 });
  });
  it("has an interval no narrower than for a standard deviation of five points", () => {
    expect(figure(same(20, 62))).toEqual({ value: 62, low: 60, high: 64 });
    expect(figure([...same(10, 61), ...same(10, 63)])).toEqual(figure(same(20, 62)));
  });
  it("has the spread of the values themselves around a centre that was held", () => {
    const values = [...same(10, 94), ...same(10, 90)];
    expect(coarseMean(same(20, 90), values)).toEqual({ value: 90, low: 88, high: 90 });
    expect(coarseMean(same(20, 60), [...same(10, 50), ...same(10, 70)])).toEqual({
      value: 60,
      low: 55,
      high: 65,
    });
  });
  it("has an interval that does not tell single values at an end from those beyond it", () => {
    expect(figure([...same(15, 90), ...same(5, 40)])).toMatchObject({ low: 67, high: 88 });
    const beyond = figure([...same(14, 90), 100, ...same(5, 38)]);
    expect([beyond.low, beyond.high]).toEqual([67, 88]);
  });
  it("ends at 10 and 90, its interval too", () => {
    expect(figure(same(5, 3)).value).toBe(10);
    expect(figure(same(5, 97)).value).toBe(90);
    expect(figure(same(20, 10))).toEqual({ value: 10, low: 10, high: 12 });
    expect(figure(same(20, 90))).toEqual({ value: 90, low: 88, high: 90 });
  });
  it("is not moved over a half by sums of fractions", () => {
    expect(figure([62.4, 62.6, 62.5 + 1e-12, 62.5, 62.5]).value).toBe(60);
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
