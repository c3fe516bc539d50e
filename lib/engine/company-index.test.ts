import { expect, test } from "vitest";
import { duo } from "@/testkit/histories";
import { companyStep, withoutCompany } from "./company-index";
import { changeScores } from "./score-table";

const moving = (changes: readonly number[]) =>
  changeScores(
    changes.map((change, i) => duo(`${i}`, [50, 50 + change], [60, 60])),
    2,
  );

test("the step is the mean of the middle three fifths of all changes", () => {
  // 60 changes: 30 zeros from the managers, 1..30 from the ICs. Positions 13..48 hold 18 zeros and 1..18.
  const changes = Array.from({ length: 30 }, (_, i) => i + 1);
  expect(companyStep(moving(changes))).toBeCloseTo((18 * 19) / 2 / 36, 12);
});

test("with fewer than sixty changes the step is zero", () => {
  expect(companyStep(moving(Array.from({ length: 29 }, () => -20)))).toBe(0);
});

test("a change counts only between consecutive cycles", () => {
  const scores = changeScores(
    Array.from({ length: 60 }, (_, i) => duo(`${i}`, [50, null, 90], [50, null, 90])),
    3,
  );
  expect(companyStep(scores)).toBe(0);
});

test("the first cycle has no step", () => {
  expect(companyStep(changeScores([duo("a", [50], [50])], 1))).toBe(0);
});

test("the index of each cycle is subtracted from the scores of both partners", () => {
  const scores = changeScores([duo("a", [50, 60], [70, null]), duo("b", [40, 30], [20, 10])], 2);
  const r = withoutCompany(scores, [0, -5]);
  expect([...r.ic]).toEqual([50, 65, 40, 35]);
  expect([...r.manager]).toEqual([70, Number.NaN, 20, 15]);
});
