import { expect, test } from "vitest";
import { markPlaces } from "./mark-places";

const rowsOf = (...xs: number[]) =>
  markPlaces(xs.map((x) => ({ x, mark: "you talked" }))).map((place) => place?.row);

test("marks with room between them share the first row", () => {
  expect(rowsOf(0, 100)).toEqual([0, 0]);
});

test("marks beside each other go below each other, and one that has no room has no text", () => {
  expect(rowsOf(0, 5, 10, 15)).toEqual([0, 1, 2, undefined]);
  expect(rowsOf(85, 90, 95, 100)).toEqual([0, 1, 2, undefined]);
});

test("a text left of its line does not lie over one right of a line before it", () => {
  expect(rowsOf(45, 60)).toEqual([0, 1]);
  expect(markPlaces([{ x: 60, mark: "x" }])).toEqual([{ row: 0, atEnd: true }]);
});
