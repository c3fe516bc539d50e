import { expect, test } from "vitest";
import { assumedSetting, cadenceOf, completeSetting, responseOfComplete, shareOf } from "./own-setting";

const days = (...list: readonly number[]) => list.map((day) => new Date(Date.UTC(2026, 0, day)));

test("the rhythm is that of the days between openings, one late or early cycle aside", () => {
  expect(cadenceOf([])).toBeUndefined();
  expect(cadenceOf(days(1))).toBeUndefined();
  expect(cadenceOf(days(1, 32))).toBe("monthly");
  expect(cadenceOf(days(85, 1, 43))).toBe("six-weekly");
  expect(cadenceOf(days(1, 91, 182))).toBe("quarterly");
  expect(cadenceOf(days(1, 32, 60, 151))).toBe("monthly");
});

test("what is not known is assumed", () => {
  expect(completeSetting({ duos: undefined, response: undefined, cadence: undefined })).toEqual(
    assumedSetting,
  );
  expect(completeSetting({ duos: 0, response: 0, cadence: "quarterly" })).toEqual({
    duos: assumedSetting.duos,
    response: 0,
    cadence: "quarterly",
  });
});

test("64% complete duos are 80% answered surveys", () => {
  expect(responseOfComplete(shareOf({ part: 64, whole: 100 }))).toBeCloseTo(0.8, 12);
  expect(responseOfComplete(shareOf({ part: 0, whole: 0 }))).toBeUndefined();
});
