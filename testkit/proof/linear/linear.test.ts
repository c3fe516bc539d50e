import { expect, test } from "vitest";
import { objections } from "../report";
import { proveLinear } from "./prove";

test("the linear attacker isolates nobody, and somebody in what naive rules publish", () => {
  const report = proveLinear("quick");
  expect(objections(report)).toEqual([]);
  // Hiding everything would pass the attacker alone: docs/measurement.md 4 names four fifths and a third.
  expect(report.figures!.unitsKept).toBeGreaterThan(0.75);
  expect(report.figures!.unitsKeptForShares).toBeGreaterThan(0.6);
  expect(report.figures!.pairTypesKept).toBeGreaterThan(0.3);
  for (const control of report.controls) expect(control.leaks / control.of).toBeGreaterThan(0.3);
}, 60_000);
