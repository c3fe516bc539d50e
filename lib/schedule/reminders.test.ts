import { describe, expect, it } from "vitest";
import { reminderDue, reminderInstants } from "./reminders";

const due = (slot: string, zone: string) => reminderDue(new Date(slot), zone).toISOString().slice(0, 16);

describe("a reminder", () => {
  it("stays where it lies in its reader's working hours", () => {
    expect(due("2026-11-05T08:00Z", "Europe/Paris")).toBe("2026-11-05T08:00");
    expect(due("2026-11-05T07:00Z", "Europe/Paris")).toBe("2026-11-05T07:00");
    expect(due("2026-11-05T16:30Z", "Europe/Paris")).toBe("2026-11-05T16:30");
  });
  it("moves from the evening to the end of the same working day", () => {
    expect(due("2026-11-05T08:00Z", "Pacific/Auckland")).toBe("2026-11-05T04:30");
    expect(due("2026-11-05T16:31Z", "Europe/Paris")).toBe("2026-11-05T16:30");
  });
  it("moves from the night to the end of the working day before", () => {
    expect(due("2026-11-05T08:00Z", "America/Los_Angeles")).toBe("2026-11-05T01:30");
    expect(due("2026-11-05T06:59Z", "Europe/Paris")).toBe("2026-11-04T16:30");
  });
  it("follows the clock of that day across its change", () => {
    // Paris leaves summer time on 25 October: 17:30 the day before is 15:30 in UTC.
    expect(due("2026-10-25T06:00Z", "Europe/Paris")).toBe("2026-10-24T15:30");
  });
});

describe("the reminders of a cycle", () => {
  const of = (opens: string, closes: string) =>
    reminderInstants({ opensAt: new Date(opens), closesAt: new Date(closes) }).map(
      ({ slot, at }) => `${slot} ${at.toISOString().slice(0, 16)}`,
    );
  it("come after three and five days, two days and four hours before the close", () => {
    expect(of("2026-11-02T08:00Z", "2026-11-23T17:00Z")).toEqual([
      "day-3 2026-11-05T08:00",
      "day-5 2026-11-07T08:00",
      "two-days 2026-11-21T17:00",
      "four-hours 2026-11-23T13:00",
    ]);
  });
  it("leave out what falls outside a short window", () => {
    expect(of("2026-11-02T08:00Z", "2026-11-06T08:00Z")).toEqual([
      "two-days 2026-11-04T08:00",
      "day-3 2026-11-05T08:00",
      "four-hours 2026-11-06T04:00",
    ]);
  });
});
