import { expect, test } from "vitest";
import { type DuoSnapshot, duoFacts, teamSizeBand } from "./duo-facts";

const snapshot: DuoSnapshot = {
  pairType: "staff-senior-em",
  gradeGap: -2,
  tenureMonths: 14,
  lineManager: true,
  teamSize: 8,
  platform: false,
};

test("facts say how far two grades lie apart, not which is higher", () => {
  expect(duoFacts(snapshot)).toEqual({
    pairType: "staff-senior-em",
    gradeDistance: 2,
    tenureMonths: 14,
    lineManager: true,
    teamSize: "6-to-10",
    platform: false,
  });
  expect(duoFacts({ ...snapshot, gradeGap: 2 })).toEqual(duoFacts(snapshot));
});

test("what was not stated stays unstated", () => {
  expect(duoFacts({ ...snapshot, gradeGap: null }).gradeDistance).toBeNull();
  expect(duoFacts({ ...snapshot, teamSize: null }).teamSize).toBeNull();
});

test.each([
  [1, "to-5"],
  [5, "to-5"],
  [6, "6-to-10"],
  [10, "6-to-10"],
  [11, "over-10"],
])("a team of %i", (people, band) => {
  expect(teamSizeBand(people)).toBe(band);
});

test("a team of nobody is refused", () => {
  expect(() => teamSizeBand(0)).toThrow(RangeError);
});
