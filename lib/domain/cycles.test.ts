import { describe, expect, it } from "vitest";
import { dictionary } from "../i18n";
import { cycleInput, openCycleInput, promiseVersion, wholeMonths, withdrawCycleInput } from "./cycles";

const messages = (result: { error?: { issues: { message: string }[] } }) =>
  result.error?.issues.map(({ message }) => message);

describe("whole months of working together", () => {
  it("count a month only when its day is reached", () => {
    expect(wholeMonths("2026-01-15", "2026-03-14")).toBe(1);
    expect(wholeMonths("2026-01-15", "2026-03-15")).toBe(2);
  });
  it("are never below zero", () => {
    expect(wholeMonths("2026-03-15", "2026-03-01")).toBe(0);
  });
  it("are counted across years", () => {
    expect(wholeMonths("2024-11-15", "2026-03-15")).toBe(16);
  });
  it("need two calendar days", () => {
    expect(() => wholeMonths("soon", "2026-03-15")).toThrow("Not a pair of calendar days: soon, 2026-03-15");
    expect(() => wholeMonths("2026-03-15", "")).toThrow(RangeError);
  });
});

describe("what an admin may type", () => {
  it("is a minute on the wall clock, a zone and a mode", () => {
    const typed = { closesLocal: "2026-11-30T18:00", timeZone: "Europe/Paris", sharingMode: "scoped" };
    expect(openCycleInput.safeParse(typed).success).toBe(true);
    expect(openCycleInput.safeParse({ ...typed, closesLocal: "30 November" }).success).toBe(false);
    expect(openCycleInput.safeParse({ ...typed, sharingMode: "public" }).success).toBe(false);
  });
  it.each(["x2026-11-30T18:00", "2026-11-30T18:00:00", "2026-11-30"])("is no minute: %s", (closesLocal) => {
    const typed = { closesLocal, timeZone: "Europe/Paris", sharingMode: "scoped" };
    expect(messages(openCycleInput.safeParse(typed))).toEqual(["date-time"]);
  });
  it("is a time zone that exists", () => {
    const typed = { closesLocal: "2026-11-30T18:00", timeZone: "Mars/Olympus", sharingMode: "scoped" };
    expect(messages(openCycleInput.safeParse(typed))).toEqual(["unknown"]);
  });
  it("is the id of a cycle to close", () => {
    expect(cycleInput.safeParse({ cycleId: "00000000-0000-4000-8000-000000000001" }).success).toBe(true);
    expect(cycleInput.safeParse({}).success).toBe(false);
  });
  it("is a reason of some length to withdraw", () => {
    const cycleId = "00000000-0000-4000-8000-000000000001";
    const reasoned = (reason: string) => withdrawCycleInput.safeParse({ cycleId, reason });
    expect(messages(reasoned("   wrong    "))).toEqual(["too-short"]);
    expect(messages(reasoned("x".repeat(501)))).toEqual(["too-long"]);
    expect(["x".repeat(10), "x".repeat(500)].map((reason) => reasoned(reason).success)).toEqual([true, true]);
    expect(withdrawCycleInput.safeParse({ cycleId, reason: "Sent to the wrong teams" }).success).toBe(true);
  });
});

it("the promise in force has a text", () => {
  expect(Object.keys(dictionary("en").promises)).toContain(promiseVersion);
});
