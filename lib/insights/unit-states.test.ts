import { expect, test } from "vitest";
import { pastCycle, reportOn, statesOf } from "@/testkit/reports";
import { hiddenUnits, matchesNone, type UnitStates } from "./unit-states";

const none: UnitStates = { hidden: "no-duos" };
const shown = statesOf({ steady: 9 }, [9, 9]);

test("units without figures are told together, each reason once", () => {
  const unit = (name: string, states: UnitStates) => ({ name, states });
  const units = [unit("a", none), unit("b", shown), unit("c", { hidden: "too-few" }), unit("d", none)];
  expect(hiddenUnits(units).map(({ why, units: of }) => [why, of.map(({ name }) => name)])).toEqual([
    ["no-duos", ["a", "d"]],
    ["too-few", ["c"]],
  ]);
  expect(hiddenUnits(units.slice(1, 2))).toEqual([]);
});

test("filters match none only where they are set and the cycle shows duos", () => {
  const { frame } = reportOn([pastCycle(1, [9, 9])]);
  const part = { ...frame, filters: { team: "not-stated" } } as const;
  expect(matchesNone(part, none)).toBe(true);
  expect(matchesNone(part, shown)).toBe(false);
  expect(matchesNone(part, { hidden: "too-few" })).toBe(false);
  expect(matchesNone(frame, none)).toBe(false);
  expect(matchesNone({ ...part, cycle: { ...frame.cycle, sharingMode: "private" } }, none)).toBe(false);
});
