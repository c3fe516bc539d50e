import { describe, expect, it } from "vitest";
import { clockAt, dayInZone, instantInZone, minuteInZone } from "./local-time";

describe("the instant of a minute in a zone", () => {
  it("follows the zone's offset on that day", () => {
    expect(instantInZone("2026-07-01T18:00", "Europe/Paris")?.toISOString()).toBe("2026-07-01T16:00:00.000Z");
    expect(instantInZone("2026-12-01T18:00", "Europe/Paris")?.toISOString()).toBe("2026-12-01T17:00:00.000Z");
  });
  it("moves a minute that the clock skips by as much as it skips", () => {
    expect(instantInZone("2026-03-29T02:30", "Europe/Paris")?.toISOString()).toBe("2026-03-29T01:30:00.000Z");
  });
  it("takes a minute that the clock shows twice the first time", () => {
    expect(instantInZone("2026-10-25T02:30", "Europe/Paris")?.toISOString()).toBe("2026-10-25T00:30:00.000Z");
  });
  it("has none for an unknown zone or a day that is none", () => {
    expect(instantInZone("2026-07-01T18:00", "Europe/Atlantis")).toBeUndefined();
    expect(instantInZone("2026-07-01T18:00", "+05:30")).toBeUndefined();
    expect(instantInZone("2026-02-30T18:00", "Europe/Paris")).toBeUndefined();
  });
});

describe("the day of an instant in a zone", () => {
  it("is that of the zone, not of the server", () => {
    const lateInLondon = new Date("2026-11-02T23:30:00Z");
    expect(dayInZone(lateInLondon, "Europe/London")).toBe("2026-11-02");
    expect(dayInZone(lateInLondon, "Asia/Kathmandu")).toBe("2026-11-03");
    expect(dayInZone(lateInLondon, "Europe/Atlantis")).toBe("2026-11-02");
  });
});

describe("the minute of an instant in a zone", () => {
  it("is what the clock there shows", () => {
    expect(minuteInZone(new Date("2026-11-02T23:30:40Z"), "Asia/Kathmandu")).toBe("2026-11-03T05:15");
  });
});

describe("the clock of a zone", () => {
  it.each([
    ["2026-03-29T02:30", "Europe/Paris", "skipped"],
    ["2026-10-25T02:30", "Europe/Paris", "twice"],
    ["2026-10-25T03:30", "Europe/Paris", "once"],
    ["2026-03-29T02:30", "UTC", "once"],
    ["2026-10-04T02:15", "Australia/Lord_Howe", "skipped"],
  ])("shows %s in %s %s", (minute, zone, times) => {
    expect(clockAt(minute, zone)).toBe(times);
  });
});
