import { describe, expect, it } from "vitest";
import { findTimeZones, isTimeZone, offeredTimeZones, typedTimeZone, usableTimeZone } from "./time-zones";

const offered = (stored = "UTC") => offeredTimeZones(stored).flatMap(({ zones }) => zones);

describe("a time zone", () => {
  it.each([
    "Asia/Kolkata",
    "Asia/Calcutta",
    "Europe/Kyiv",
    "Europe/Kiev",
    "europe/paris",
    "America/Argentina/Buenos_Aires",
    "UTC",
    "Etc/GMT+5",
  ])("is named by %s", (name) => expect(isTimeZone(name)).toBe(true));

  it.each(["", " ", "Mars/Olympus", "Europe/Atlantis", "+05:30", "Europe/Paris ", "null"])(
    "is not named by %j",
    (name) => expect(isTimeZone(name)).toBe(false),
  );
});

describe("a typed time zone", () => {
  it.each([
    ["Europe/Paris ", "Europe/Paris"],
    ["\tAsia/Calcutta\u00a0", "Asia/Calcutta"],
    [" +00:00", "UTC"],
    ["Japan", "Asia/Tokyo"],
    ["US/Eastern", "America/New_York"],
    ["Etc/UTC", "UTC"],
    ["+03:00", undefined],
    ["-0500", undefined],
    ["+14", undefined],
    ["Etc/GMT+5", undefined],
    ["Etc/GMT-14", undefined],
    ["Factory", undefined],
    ["posixrules", undefined],
    ["posix/Europe/Paris", undefined],
    ["SystemV/EST5", undefined],
    ["X", undefined],
    ["+05:30", undefined],
    ["+15:00", undefined],
    ["+3", undefined],
    ["", undefined],
    ["Mars/Olympus", undefined],
  ])("%j is %s", (text, name) => expect(typedTimeZone(text)).toBe(name));
});

describe("the zone to use", () => {
  it.each([
    [["Asia/Calcutta", "Europe/Paris"], "Asia/Calcutta"],
    [["", "Europe/Paris"], "Europe/Paris"],
    [["Mars/Olympus", undefined, null], "UTC"],
    [[], "UTC"],
  ])("of %j is %s", (names, zone) => expect(usableTimeZone(...names)).toBe(zone));
});

describe("the zones to choose from", () => {
  it("are under their current names, each once, and each is one", () => {
    const zones = offered();
    expect(zones).toEqual(
      expect.arrayContaining(["UTC", "Asia/Kolkata", "Asia/Kathmandu", "Europe/Kyiv", "Pacific/Chuuk"]),
    );
    expect(zones).not.toEqual(expect.arrayContaining(["Asia/Calcutta"]));
    expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones.length).toBeGreaterThan(400);
  });

  it("leave out none that the engine lists: each is there, or its current name is the same zone", () => {
    const clock = (timeZone: string) =>
      [1, 7].map((month) =>
        new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short", timeStyle: "long" }).format(
          Date.UTC(2026, month, 1),
        ),
      );
    const listed = Intl.supportedValuesOf("timeZone");
    const zones = offered();
    const renamed = zones.filter((zone) => !listed.includes(zone));
    for (const gone of listed.filter((zone) => !zones.includes(zone))) {
      expect(renamed.map(clock), gone).toContainEqual(clock(gone));
    }
  });

  it("hold the stored one under the name it was stored by", () => {
    expect(offered("Asia/Calcutta")).toContain("Asia/Calcutta");
    expect(offered("Mars/Olympus")).toEqual(offered("UTC"));
  });

  it("are grouped by area, those without one first", () => {
    const areas = offeredTimeZones("UTC");
    expect(areas[0]).toEqual({ area: "", zones: ["UTC"] });
    expect(areas.slice(1).map(({ area }) => area)).toEqual(
      areas
        .slice(1)
        .map(({ area }) => area)
        .sort(),
    );
    expect(areas.find(({ area }) => area === "Europe")?.zones).toContain("Europe/Kyiv");
    for (const { zones } of areas) expect(zones).toEqual([...zones].sort());
  });
});

describe("a search for a zone", () => {
  it.each([
    ["kolk", ["Asia/Kolkata"]],
    ["Calcutta", ["Asia/Kolkata"]],
    ["asia calc", ["Asia/Kolkata"]],
    ["São Paulo", ["America/Sao_Paulo"]],
    ["ho chi", ["Asia/Ho_Chi_Minh"]],
    [" EUROPE/KYIV ", ["EUROPE/KYIV"]],
    ["Asia/Calcutta", ["Asia/Calcutta"]],
    ["+03:00", []],
    ["US/Eastern", ["America/New_York"]],
    ["America/Bahia", ["America/Bahia", "America/Bahia_Banderas"]],
    ["sao  paulo", ["America/Sao_Paulo"]],
    ["aopaulo", []],
    ["kolkataasia", []],
    ["Atlantis", []],
  ])("%j finds %j", (text, zones) => {
    expect(findTimeZones(offeredTimeZones("UTC"), text).flatMap((area) => area.zones)).toEqual(zones);
  });

  it("gives the areas of what it finds, and no other", () => {
    expect(findTimeZones(offeredTimeZones("UTC"), "kathm")).toEqual([
      { area: "Asia", zones: ["Asia/Kathmandu"] },
    ]);
  });

  it("without a text finds all of them", () => {
    const areas = offeredTimeZones("UTC");
    expect(findTimeZones(areas, " ")).toEqual(areas);
  });
});
