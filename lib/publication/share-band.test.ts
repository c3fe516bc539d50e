import { expect, test } from "vitest";
import { shareBand } from "./share-band";

test.each([
  [0, 5, "to-20"],
  [1, 5, "to-20"],
  [3, 14, "to-50"],
  [5, 10, "to-50"],
  [51, 100, "under-80"],
  [79, 100, "under-80"],
  [4, 5, "from-80"],
  [5, 5, "from-80"],
])("%i of %i is in the band %s", (count, total, band) => {
  expect(shareBand(count, total)).toBe(band);
});

test("what is no share is refused", () => {
  expect(() => shareBand(0, 0)).toThrow(RangeError);
  expect(() => shareBand(6, 5)).toThrow(RangeError);
  expect(() => shareBand(-1, 5)).toThrow(RangeError);
});
