import { describe, expect, it } from "vitest";
import { nextOpenings, openCycleInput, wholeMonths, withdrawCycleInput } from "./cycles";

describe("the next three openings", () => {
  it("keep the day of the month, and take the last day of a shorter month", () => {
    expect(nextOpenings("2026-11-30", "monthly")).toEqual(["2026-12-30", "2027-01-30", "2027-02-28"]);
  });
  it("cross the year for a quarterly cadence", () => {
    expect(nextOpenings("2026-11-02", "quarterly")).toEqual(["2027-02-02", "2027-05-02", "2027-08-02"]);
  });
  it("are 42 days apart for a six-weekly cadence", () => {
    expect(nextOpenings("2026-01-01", "six-weekly")).toEqual(["2026-02-12", "2026-03-26", "2026-05-07"]);
  });
  it("refuse what is no day", () => {
    expect(() => nextOpenings("soon", "monthly")).toThrow(RangeError);
  });
});

describe("whole months of working together", () => {
  it("count a month only when its day is reached", () => {
    expect(wholeMonths("2026-01-15", "2026-03-14")).toBe(1);
    expect(wholeMonths("2026-01-15", "2026-03-15")).toBe(2);
  });
  it("are never below zero", () => {
    expect(wholeMonths("2026-03-15", "2026-03-01")).toBe(0);
  });
});

describe("what an admin may type", () => {
  it("is a minute on the wall clock, a zone and a mode", () => {
    const typed = { closesLocal: "2026-11-30T18:00", timeZone: "Europe/Paris", sharingMode: "scoped" };
    expect(openCycleInput.safeParse(typed).success).toBe(true);
    expect(openCycleInput.safeParse({ ...typed, closesLocal: "30 November" }).success).toBe(false);
    expect(openCycleInput.safeParse({ ...typed, sharingMode: "public" }).success).toBe(false);
  });
  it("is a reason of some length to withdraw", () => {
    const cycleId = "00000000-0000-4000-8000-000000000001";
    expect(withdrawCycleInput.safeParse({ cycleId, reason: "   wrong    " }).success).toBe(false);
    expect(withdrawCycleInput.safeParse({ cycleId, reason: "Sent to the wrong teams" }).success).toBe(true);
  });
});
