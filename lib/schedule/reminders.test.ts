import { describe, expect, it } from "vitest";
import { reminderInstants } from "./reminders";

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
