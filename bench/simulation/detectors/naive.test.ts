import { expect, test } from "vitest";
import { chartSuspicion, cusum, ewma } from "./control-charts";
import { naiveDetectors } from "./naive";
import { mannKendallZ, risingSlope } from "./trend-lines";

const past = (...values: number[]) => ({ cycles: values.map((_, i) => i + 1), values });

/** The cycles (1-based) in which a rule raises an alarm. */
function alarms(name: string, ic: (number | null)[], manager: (number | null)[]): number[] {
  const detector = naiveDetectors.find((one) => one.name === name)!;
  const [suspicion] = detector.suspicion([
    { duoId: "a", ic, manager, icChange: ic, managerChange: manager, icMx: [], managerMx: [] },
  ]);
  return suspicion!.flatMap((value, t) => (value >= detector.cut ? [t + 1] : []));
}

test("Mann-Kendall of four rising values is 5 over the root of 26/3", () => {
  expect(mannKendallZ(past(1, 2, 3, 4))).toBeCloseTo(5 / Math.sqrt(26 / 3), 12);
  expect(mannKendallZ(past(4, 3, 2, 1))).toBeCloseTo(-5 / Math.sqrt(26 / 3), 12);
});

test("the slope's p is that of Student's t, which has a closed form at two degrees of freedom", () => {
  // Slope 5.5/5, residual variance 2.7/2: t = 1.1/√.27, and P(T > t) = 1/2 − t/(2√(t² + 2)).
  const t = 1.1 / Math.sqrt(0.27);
  expect(10 ** -risingSlope(past(1, 3, 2, 5))).toBeCloseTo(0.5 - t / (2 * Math.sqrt(t ** 2 + 2)), 10);
});

test("control charts take the first three values for normal", () => {
  expect(chartSuspicion(past(10, 12, 14, 16), 2, ewma)).toBeCloseTo((0.3 * 2) / 0.3, 12);
  expect(chartSuspicion(past(10, 12, 14, 16, 12), 2, cusum)).toBeCloseTo(1, 12);
});

test("simple rules raise an alarm in the cycles of their definitions", () => {
  const falling = [70, 60, 55, 45];
  expect(alarms("two-cycle drop", falling, falling)).toEqual([3, 4]);
  expect(alarms("drop of 10 points", falling, falling)).toEqual([2, 4]);
  expect(alarms("score below 50", falling, falling)).toEqual([4]);
  expect(alarms("gap above 20 points", [60, 90], [40, 60])).toEqual([2]);
});

test("the mean of answers takes one partner alone, the duo score needs both", () => {
  expect(alarms("drop of 10 points", [80, 80], [60, null])).toEqual([]);
  expect(alarms("drop of 10 points", [80, null], [60, 60])).toEqual([2]);
  expect(alarms("reliable change since last", [80, null], [60, 20])).toEqual([]);
});
