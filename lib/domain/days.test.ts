import { expect, test } from "vitest";
import { addDays, DAY_MS, workingDayFrom } from "./days";

test("days are added across months, years and changes of the clock", () => {
  expect(addDays("2026-02-20", 21)).toBe("2026-03-13");
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  expect(24 * 60 * 60 * 1000).toBe(DAY_MS);
});

test("what is no calendar day is refused", () => {
  expect(() => addDays("soon", 1)).toThrow(RangeError);
});

test("a proposed day is no Saturday or Sunday", () => {
  const days = ["2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"];
  expect(days.map(workingDayFrom)).toEqual(["2026-11-27", "2026-11-30", "2026-11-30", "2026-11-30"]);
});
