import { expect, test } from "vitest";
import { suggestedClose, unusualWindow } from "./program";

test("a window outside of two to four weeks is told by its days", () => {
  const window = (closes: string) => unusualWindow("2026-10-20", closes);
  expect(window("2026-10-20T23:00")).toBe(0);
  expect(window("2026-11-02T18:00")).toBe(13);
  expect(window("2026-11-03T00:00")).toBeUndefined();
  expect(window("2026-11-17T23:59")).toBeUndefined();
  expect(window("2026-11-18T00:00")).toBe(29);
  expect(window("2027-01-10T18:00")).toBe(82);
  expect(window("")).toBeUndefined();
  expect(window(suggestedClose("2026-10-20", null))).toBeUndefined();
});

test("the closing time that is proposed is the day before the next opening at the latest", () => {
  const proposed = (nextOpensOn: string | null) => suggestedClose("2026-10-20", nextOpensOn);
  expect(proposed(null)).toBe("2026-11-10T18:00");
  expect(proposed("2026-11-11")).toBe("2026-11-10T18:00");
  expect(proposed("2026-11-10")).toBe("2026-11-09T18:00");
  // No later day is left before it.
  expect(proposed("2026-10-21")).toBe("2026-11-10T18:00");
});
