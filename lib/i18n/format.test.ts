import { describe, expect, it } from "vitest";
import { formats } from "./format";

const paris = formats("en", "Europe/Paris");

describe("figures", () => {
  it("rounds half to even", () => {
    expect([0.5, 1.5, 2.5, 64.5, 65.5].map(paris.whole)).toEqual(["0", "2", "2", "64", "66"]);
    expect(paris.tenth(0.25)).toBe("0.2");
    expect(paris.percent(0.125)).toBe("12%");
    expect(paris.percent(0.135)).toBe("14%");
  });

  it("writes a number as it did before, whatever else it wrote since", () => {
    const written = [...Array(2500).keys(), ...Array(2500).keys()].map(paris.whole);
    expect(written).toEqual(written.map((_, n) => (n % 2500).toLocaleString("en-GB")));
    expect([-0, 0, -2].map(paris.whole)).toEqual(["0", "0", "-2"]);
  });

  it("shows a change with its sign, with a minus sign and not a hyphen, and zero without", () => {
    expect([4, -3, 0].map(paris.change)).toEqual(["+4", "\u22123", "0"]);
  });
});

describe("dates", () => {
  it("shows an instant in the time zone", () => {
    const at = "2026-11-01T23:30:00Z";
    expect(paris.date(at)).toBe("2 November 2026");
    expect(formats("en", "America/New_York").date(at)).toBe("1 November 2026");
  });

  it("leaves a calendar day where it is in every zone", () => {
    expect(formats("en", "America/New_York").calendarDay("2026-11-02")).toBe("2 November 2026");
    for (const zone of ["America/New_York", "Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
      const { month, shortMonth, monthYear, since } = formats("en", zone);
      for (const day of ["2026-11-01", "2026-11-30"]) {
        expect([zone, month(day), shortMonth(day), monthYear(day)]).toEqual([
          zone,
          "November",
          "Nov",
          "November 2026",
        ]);
        expect([zone, since(day, "2026-12-20T12:00:00Z")]).toEqual([zone, "November"]);
      }
    }
  });

  it("names the zone of a deadline", () => {
    expect(paris.dateTime("2026-07-01T22:00:00Z")).toMatch(/^2 July 2026.*00:00 CEST$/);
  });

  it("shows the same instant by two clocks", () => {
    const at = "2026-07-01T22:00:00Z";
    expect(paris.timeOfDay(at)).toBe("00:00");
    const kolkata = paris.inZone("Asia/Kolkata");
    expect([kolkata.timeOfDay(at), kolkata.date(at)]).toEqual(["03:30", "2 July 2026"]);
    expect(paris.inZone("Europe/Nowhere").dateTime(at)).toMatch(/UTC$/);
  });

  it("adds the year to a month that lies most of a year back", () => {
    const now = "2026-11-02T12:00:00Z";
    expect(paris.since("2026-09-01", now)).toBe("September");
    expect(paris.since("2025-11-15", now)).toBe("November 2025");
  });

  it("says how long ago in the largest whole unit", () => {
    const now = "2026-11-02T12:00:00Z";
    expect(paris.ago("2026-10-30T11:00:00Z", now)).toBe("3 days ago");
    expect(paris.ago("2026-11-16T13:00:00Z", now)).toBe("in 2 weeks");
    expect(paris.ago("2026-11-02T11:59:30Z", now)).toBe("this minute");
  });

  it.each([
    ["2026-11-15T00:00:00Z", "in 12 days"],
    ["2026-11-04T11:00:00Z", "in 47 hours"],
    ["2026-11-03T12:00:00Z", "in 24 hours"],
    ["2026-11-02T13:30:00Z", "in 90 minutes"],
    ["2026-11-02T12:01:10Z", "in 1 minute"],
  ])("counts to %s and names no calendar week or day", (at, said) => {
    expect(paris.ago(at, "2026-11-02T12:00:00Z")).toBe(said);
  });
});

it("joins parts as a sentence does", () => {
  expect(paris.list(["low level", "split view", "harder for one side"])).toBe(
    "low level, split view and harder for one side",
  );
});

it.each(["", "Europe/Nowhere"])("shows UTC, and says so, where the time zone %j is unknown", (zone) => {
  expect(formats("en", zone).dateTime("2026-11-02T09:30:00Z")).toBe("2 November 2026 at 09:30 UTC");
});
