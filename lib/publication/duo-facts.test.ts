import { expect, test } from "vitest";
import { type DuoRoster, duoFacts, teamSizeBand } from "./duo-facts";

const roster: DuoRoster = {
  pairType: "staff-senior-em",
  icGrade: 7,
  managerGrade: 5,
  tenureMonths: 14,
  lineManager: true,
  teamSize: 8,
  platform: false,
};

test("facts say how far two grades lie apart, not which is higher", () => {
  expect(duoFacts(roster)).toEqual({
    pairType: "staff-senior-em",
    gradeDistance: 2,
    tenureMonths: 14,
    lineManager: true,
    teamSize: "6-to-10",
    platform: false,
  });
  expect(duoFacts({ ...roster, icGrade: 5, managerGrade: 7 })).toEqual(duoFacts(roster));
});

test("what the roster does not state stays unstated", () => {
  expect(duoFacts({ ...roster, icGrade: null }).gradeDistance).toBeNull();
  expect(duoFacts({ ...roster, managerGrade: null }).gradeDistance).toBeNull();
  expect(duoFacts({ ...roster, teamSize: null }).teamSize).toBeNull();
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
