import { describe, expect, it } from "vitest";
import { holdAtEnds, isAtEnd } from "./ends";

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const mean = (values: number[]) => holdAtEnds(values, "mean");
const share = (ones: number, total: number) =>
  holdAtEnds(
    Array.from({ length: total }, (_, index) => Number(index < ones)),
    "share",
  );

describe("a mean's values", () => {
  it("stay as they are between the ends", () => {
    expect(mean([20, 30, 40, 50, 60])).toEqual([20, 30, 40, 50, 60]);
  });
  it("move together to an end that they lie beyond", () => {
    expect(mean([0, 0, 0, 0, 25])).toEqual([5, 5, 5, 5, 30]);
    expect(average(mean([100, 100, 100, 100, 75]))).toBeCloseTo(90, 9);
  });
  it("say the same of a group at the very end and of one just inside it", () => {
    expect(average(mean([0, 0, 0, 0, 0]))).toBeCloseTo(average(mean([0, 12.5, 12.5, 0, 25])), 9);
  });
  it("of no duos are none", () => {
    expect(mean([])).toEqual([]);
  });
});

/** Every five values of 0, 1/3, 1/2, 2/3 and 1, in sixths, that add up to so many. */
function thirds(sum: number): number[][] {
  const values = [0, 2, 3, 4, 6];
  const fives = (size: number): number[][] =>
    size === 0 ? [[]] : fives(size - 1).flatMap((some) => values.map((value) => [...some, value]));
  return fives(5)
    .filter((some) => some.reduce((a, b) => a + b, 0) === 6 * sum)
    .map((some) => some.map((value) => value / 6));
}

describe("a share's values", () => {
  it("say the same of none and of up to a fifth", () => {
    expect(share(0, 5)).toEqual([0.1, 0.1, 0.1, 0.1, 0.1]);
    expect(share(1, 5)).toEqual(share(0, 5));
    expect(share(2, 5)).toEqual([1, 1, 0, 0, 0]);
  });
  it("say the same of all and of four fifths", () => {
    expect(share(4, 5)).toEqual(share(5, 5));
    expect(share(4, 5)[0]).toBe(0.9);
    expect(share(7, 9)).toContain(0);
  });
  it("are held where thirds and sixths add up to a fifth or to four fifths", () => {
    for (const low of thirds(1)) expect(holdAtEnds(low, "share")).toEqual(share(1, 5));
    for (const high of thirds(4)) expect(holdAtEnds(high, "share")).toEqual(share(4, 5));
  });
});

it("an end is reached at 10 and at 90", () => {
  expect([10, 10.1, 89.9, 90].map(isAtEnd)).toEqual([true, false, false, true]);
});
