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
});

it("an end is reached at 10 and at 90", () => {
  expect([10, 10.1, 89.9, 90].map(isAtEnd)).toEqual([true, false, false, true]);
});
