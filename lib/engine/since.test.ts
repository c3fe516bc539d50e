import { expect, test } from "vitest";
import { directions, type Hypothesis } from "./likelihood";
import { dateChange } from "./since";
import { measureChange } from "./size";

const hypothesis = (onset: number, weight: number, { support = 0.75, reached = 1 } = {}): Hypothesis => ({
  onset,
  weight,
  direction: directions.bothFall,
  // u = (−1, −1): T_u = support, N_u = .0375.
  fit: {
    support: { a: -support / 2, b: -support / 2 },
    information: { aa: 0.01875, ab: 0, bb: 0.01875 },
    reached,
  },
});

test("weights are accumulated from the earliest onset to a tenth, a half and nine tenths", () => {
  const weights = [hypothesis(6, 1), hypothesis(5, 9), hypothesis(4, 8), hypothesis(3, 2)];
  expect(dateChange(weights)).toEqual({ cycle: 4, from: 3, to: 5 });
});

test("both shapes of an onset count together", () => {
  const weights = [hypothesis(6, 40), hypothesis(6, 40), hypothesis(5, 10), hypothesis(5, 10)];
  expect(dateChange(weights)).toEqual({ cycle: 6, from: 5, to: 6 });
  expect(dateChange([hypothesis(7, 0), hypothesis(6, 0.3), hypothesis(6, 0.7)])).toEqual({
    cycle: 6,
    from: 6,
    to: 6,
  });
});

test("the size of one hypothesis is drawn towards zero by the prior", () => {
  const precision = 0.0375 + 1 / 225;
  const size = measureChange("declining", [hypothesis(5, 3)]);
  expect(size.points).toBeCloseTo(0.75 / precision, 9);
  expect(size.sd).toBeCloseTo(1 / Math.sqrt(precision), 9);
});

test("of a ramp only the part reached by now counts", () => {
  const precision = 0.0375 + 1 / 225;
  const size = measureChange("declining", [hypothesis(5, 3, { reached: 1 / 3 })]);
  expect(size.points).toBeCloseTo(0.25 / precision, 9);
  expect(size.sd).toBeCloseTo(1 / 3 / Math.sqrt(precision), 9);
});

test("several hypotheses are mixed by their weights", () => {
  const precision = 0.0375 + 1 / 225;
  const [low, high] = [0.5 / precision, 0.9 / precision];
  const size = measureChange("declining", [
    hypothesis(5, 1, { support: 0.5 }),
    hypothesis(4, 3, { support: 0.9 }),
  ]);
  const mean = (low + 3 * high) / 4;
  expect(size.points).toBeCloseTo(mean, 9);
  expect(size.sd).toBeCloseTo(Math.sqrt(1 / precision + ((low - mean) ** 2 + 3 * (high - mean) ** 2) / 4), 9);
});
