import { describe, expect, test } from "vitest";
import { recoveryAfter, recoveryTimes } from "./recoveries";

describe("how long a recovery took", () => {
  test("is counted from the first cycle in which the duo was unwell", () => {
    expect(recoveryAfter(["steady", "strained"])).toEqual({ cycles: 1, atLeast: false });
    expect(recoveryAfter(["diverging", "multiplying", "strained", "diverging", "diverging"])).toEqual({
      cycles: 3,
      atLeast: false,
    });
  });
  test("counts cycles without a state between, and none that come before it began", () => {
    expect(recoveryAfter(["steady", null, "diverging", null, "not-enough-data", "diverging"])).toEqual({
      cycles: 4,
      atLeast: false,
    });
  });
  test("is at least what the rows say where they do not say how it began", () => {
    expect(recoveryAfter(["strained", "strained"])).toEqual({ cycles: 2, atLeast: true });
    expect(recoveryAfter([null, "not-enough-data", "diverging"])).toEqual({ cycles: 1, atLeast: true });
  });
});

test("recoveries sum up to their median and the longest", () => {
  const took = (...cycles: number[]) => cycles.map((one) => ({ cycles: one, atLeast: false }));
  expect(recoveryTimes([])).toBeUndefined();
  expect(recoveryTimes(took(4))).toEqual({ count: 1, median: 4, longest: 4, atLeast: false });
  expect(recoveryTimes(took(5, 1, 2))).toMatchObject({ count: 3, median: 2, longest: 5 });
  expect(recoveryTimes(took(6, 1, 3, 2))).toMatchObject({ count: 4, median: 2.5, longest: 6 });
  expect(recoveryTimes(took(1, 2, 2, 3))).toMatchObject({ median: 2, longest: 3 });
  expect(recoveryTimes([...took(1), { cycles: 2, atLeast: true }])?.atLeast).toBe(true);
});
