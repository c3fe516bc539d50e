import { expect, test } from "vitest";
import { cycleLabel, cycleName, cycleNameInYear, sinceName } from "./cycle-name";
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

test("since when something lasts is told by its day where two cycles opened in its month", () => {
  const format = formats("en", "America/New_York");
  const among = ["2026-12-21", "2026-12-08", "2026-11-01"].map((opensOn) => ({ opensOn }));
  const since = (day: string, at = "2027-01-04") => sinceName(day, { at, among }, format);
  expect(since("2026-12-08")).toBe("8 December 2026");
  // A beginning that is estimated lies between two cycles.
  expect(since("2026-12-15")).toBe("15 December 2026");
  expect(since("2026-11-20")).toBe("November");
  expect(since("2026-11-01")).toBe("November");
  expect(since("2026-11-01", "2027-11-01")).toBe("November 2026");
});
