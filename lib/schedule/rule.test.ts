import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rhythms } from "./choices";
import {
  daysOfWindow,
  nextOpenings,
  type ScheduleRule,
  scheduleInput,
  shiftWindow,
  windowOf,
  windowsAfter,
} from "./rule";

const rule: ScheduleRule = {
  rhythm: "monthly",
  firstDay: "2026-12-01",
  opensTime: "09:00",
  closesTime: "18:00",
  days: 21,
  timeZone: "Europe/Paris",
  sharingMode: "scoped",
};
const opensOf = (given: Partial<ScheduleRule>, count = 3) =>
  windowsAfter({ ...rule, ...given }, { after: "2026-11-01T00:00", count }).map(
    ({ opensLocal }) => opensLocal,
  );

describe("the next three openings", () => {
  it("keep the day of the month, and return to it after a shorter month", () => {
    expect(opensOf({ firstDay: "2026-12-31" }, 4)).toEqual([
      "2026-12-31T09:00",
      "2027-01-31T09:00",
      "2027-02-28T09:00",
      "2027-03-31T09:00",
    ]);
  });
  it("are 42 days apart every six weeks", () => {
    expect(opensOf({ rhythm: "six-weekly" })).toEqual([
      "2026-12-01T09:00",
      "2027-01-12T09:00",
      "2027-02-23T09:00",
    ]);
  });
  it("are three months apart every quarter", () => {
    expect(opensOf({ rhythm: "quarterly" })).toEqual([
      "2026-12-01T09:00",
      "2027-03-01T09:00",
      "2027-06-01T09:00",
    ]);
  });
  it("are one for a single cycle", () => {
    expect(opensOf({ rhythm: "single" })).toEqual(["2026-12-01T09:00"]);
  });
  it("leave out what has passed, and number the openings all the same", () => {
    const next = windowsAfter(rule, { after: "2027-01-01T09:00", count: 2 });
    expect(next.map(({ slot, opensLocal }) => [slot, opensLocal])).toEqual([
      [2, "2027-02-01T09:00"],
      [3, "2027-03-01T09:00"],
    ]);
  });
  it("begin at a slot when that is asked", () => {
    expect(windowsAfter(rule, { after: "2026-11-01T00:00", fromSlot: 2, count: 1 })[0]).toMatchObject({
      slot: 2,
    });
  });
});

describe("a window", () => {
  it("closes on the day after its days, at the chosen time", () => {
    expect(windowOf(rule, 0)?.closesLocal).toBe("2026-12-22T18:00");
  });
  it("that would reach the next opening closes the day before it", () => {
    expect(windowOf({ ...rule, days: 28 }, 2)).toEqual({
      slot: 2,
      opensLocal: "2027-02-01T09:00",
      closesLocal: "2027-02-28T18:00",
    });
  });
  it("never overlaps the next one, and lasts 14 to 28 days", () => {
    const day = fc.date({ min: new Date("2026-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(
        fc.record({
          rhythm: fc.constantFrom(...rhythms),
          at: day,
          days: fc.integer({ min: 14, max: 28 }),
          slot: fc.nat(30),
        }),
        ({ rhythm, at, days, slot }) => {
          const given = {
            ...rule,
            rhythm,
            days,
            firstDay: at.toISOString().slice(0, 10),
            closesTime: "23:59",
            opensTime: "00:00",
          };
          const [window, next] = [windowOf(given, slot), windowOf(given, slot + 1)];
          if (!window) return rhythm === "single" && slot > 0;
          const long = daysOfWindow(window);
          return long >= 14 && long <= 28 && (!next || window.closesLocal < next.opensLocal);
        },
      ),
    );
  });
  it("keeps its days and its closing time when it is shifted", () => {
    expect(shiftWindow(windowOf(rule, 0)!, "2026-12-03T10:15")).toEqual({
      opensLocal: "2026-12-03T10:15",
      closesLocal: "2026-12-24T18:00",
    });
  });
});

describe("what an admin may type", () => {
  const errorsOf = (given: object) =>
    scheduleInput
      .safeParse({ ...rule, ...given })
      .error?.issues.map(({ path, message }) => `${path}: ${message}`);
  it("is a rule, its days also as a form sends them", () => {
    expect(scheduleInput.parse({ ...rule, days: "14" })).toEqual({ ...rule, days: 14 });
    const zoned = scheduleInput.parse({ ...rule, timeZone: " Japan " });
    expect(zoned.timeZone).toBe("Asia/Tokyo");
  });
  it.each([
    [{ days: 13 }, "days: window"],
    [{ days: 29 }, "days: window"],
    [{ days: "three" }, "days: window"],
    [{ firstDay: "2026-02-30" }, "firstDay: day"],
    [{ firstDay: "2101-01-01" }, "firstDay: day"],
    [{ opensTime: "24:00" }, "opensTime: time"],
    [{ closesTime: "6pm" }, "closesTime: time"],
    [{ timeZone: "Europe/Atlantis" }, "timeZone: unknown"],
    [{ timeZone: "+05:30" }, "timeZone: unknown"],
  ])("is refused with its field: %o", (given, error) => {
    expect(errorsOf(given)).toContain(error);
  });
});

describe("three openings that are proposed", () => {
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
