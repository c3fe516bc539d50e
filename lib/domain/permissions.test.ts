import { describe, expect, test } from "vitest";
import { leaderScope, signedInRecently } from "./permissions";

describe("the scope of a leader", () => {
  test("is the units that the person leads", () => {
    expect(leaderScope({ leads: ["unit-a", "unit-b"] })).toEqual({ units: ["unit-a", "unit-b"] });
  });

  test("does not exist for somebody who leads no unit", () => {
    expect(leaderScope({ leads: [] })).toBeUndefined();
  });
});

test("a sign-in is recent for one hour", () => {
  const signedInAt = new Date("2026-11-02T09:00:00Z");
  const isRecentAt = (time: string) => signedInRecently({ signedInAt }, new Date(`2026-11-02T${time}Z`));
  expect(isRecentAt("09:00:00")).toBe(true);
  expect(isRecentAt("10:00:00")).toBe(true);
  expect(isRecentAt("10:00:00.001")).toBe(false);
  expect(signedInRecently({ signedInAt }, new Date("2026-11-03T09:00:00Z"))).toBe(false);
});
