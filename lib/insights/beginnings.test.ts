import { expect, test } from "vitest";
import { cycleFacts } from "@/testkit/reports";
import { beginningsOf, hasBegun } from "./beginnings";
import type { CycleFacts } from "./frame";

const at = (number: number, change: Partial<Record<number, Partial<CycleFacts>>> = {}) => {
  const cycles = [6, 5, 4, 3, 2, 1].map((one) => ({ ...cycleFacts(one), ...change[one] }));
  return beginningsOf({ cycles, cycle: cycles.find((one) => one.number === number)! });
};

test("states begin with the second cycle, changes between them with the third, trends with the fourth", () => {
  expect([1, 2, 3, 4].map((number) => at(number))).toEqual([
    { cycles: 1, states: false, changes: false, trends: false },
    { cycles: 2, states: true, changes: false, trends: false },
    { cycles: 3, states: true, changes: true, trends: false },
    { cycles: 4, states: true, changes: true, trends: true },
  ]);
});

test("withdrawn cycles are not counted, and new questions that nothing is compared across begin anew", () => {
  expect(at(4, { 2: { state: "withdrawn" } }).cycles).toBe(3);
  expect(at(6, { 5: { instrumentBreak: true } })).toMatchObject({ cycles: 2, states: true, trends: false });
  expect(at(4, { 5: { instrumentBreak: true } }).cycles).toBe(4);
});

test("a count of 0 says something from where its state can be", () => {
  const states = ["multiplying", "diverging", "not-enough-data"] as const;
  const begun = (number: number) => states.map((status) => hasBegun(status, at(number)));
  expect([1, 2, 4].map(begun)).toEqual([
    [false, false, true],
    [true, false, true],
    [true, true, true],
  ]);
});
