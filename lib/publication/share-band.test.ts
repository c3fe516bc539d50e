import { expect, test } from "vitest";
import { shareBandOf } from "./share-band";

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
  expect(shareBandOf(count / total)).toBe(band);
});
