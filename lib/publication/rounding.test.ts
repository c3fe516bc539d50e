import { expect, test } from "vitest";
import { levelBand, publishedLevel, roundHalfToEven } from "./rounding";

test.each([
  [61.49, 61],
  [61.5, 62],
  [62.5, 62],
  [62.51, 63],
  [0, 0],
  [100, 100],
])("the mean %d is published as %d", (mean, published) => {
  expect(roundHalfToEven(mean)).toBe(published);
});

test.each([
  [62.4, 60],
  [62.5, 60],
  [62.6, 65],
  [67.5, 70],
  [98, 100],
  [2.5, 0],
])("the level %d is published as %d", (level, published) => {
  expect(publishedLevel(level)).toBe(published);
});

test.each([
  [39.99, "low"],
  [40, "middle"],
  [69.99, "middle"],
  [70, "high"],
])("the score %d is %s", (score, band) => {
  expect(levelBand(score)).toBe(band);
});
