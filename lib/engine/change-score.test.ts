import { expect, test } from "vitest";
import { changeScore, scoredItems } from "./change-score";

test("the instrument has fourteen scored items in nine dimensions", () => {
  expect(scoredItems).toEqual([2, 1, 1, 2, 1, 2, 1, 3, 1]);
});

test("a dimension weighs by its number of scored items", () => {
  // Weights 1.9, 1, 1, 1.9, 1, 1.9, 1, 2.7, 1: 13.4 in all.
  expect(changeScore([100, 0, 0, 0, 0, 0, 0, 0, 0])).toBeCloseTo(190 / 13.4, 12);
  expect(changeScore([0, 100, 0, 0, 0, 0, 0, 100, 0])).toBeCloseTo(370 / 13.4, 12);
});

test("a missing dimension takes its weight along, and seven are needed", () => {
  expect(changeScore([null, 100, 0, 0, 0, 0, 0, null, 0])).toBeCloseTo(100 / 8.8, 12);
  expect(changeScore([null, 100, 0, 0, 0, 0, 0, null, null])).toBeNull();
});
