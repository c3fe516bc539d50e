import { expect, test } from "vitest";
import { cycleLabel, cycleName, cycleNameInYear } from "./cycle-name";
import { formats } from "./format";

test("a cycle is called by its month, and by its day where another one opened in the same month", () => {
  const format = formats("en", "America/New_York");
  const cycles = ["2026-12-21", "2026-12-08", "2026-11-01", "2025-11-03"].map((opensOn) => ({ opensOn }));
  expect(cycles.map(({ opensOn }) => cycleName(opensOn, cycles, format))).toEqual([
    "21 December 2026",
    "8 December 2026",
    "November 2026",
    "November 2025",
  ]);
  expect(cycles.map(({ opensOn }) => cycleNameInYear(opensOn, cycles, format))).toEqual([
    "21 December",
    "8 December",
    "November",
    "November",
  ]);
  expect(cycles.map(({ opensOn }) => cycleLabel(opensOn, cycles, format))).toEqual([
    "21 Dec",
    "8 Dec",
    "Nov",
    "Nov",
  ]);
  expect(cycleName("2026-12-01", cycles.slice(1), format)).toBe("1 December 2026");
  expect(cycleName("2026-12-08", cycles.slice(1), format)).toBe("December 2026");
});
