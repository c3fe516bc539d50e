import { expect, test } from "vitest";
import { WallClock } from "./wall-clock";

const at = (zone: string, minute: string) => {
  const { shown, meant } = new WallClock(zone).at(minute);
  return [shown.length, new Date(meant).toISOString()];
};

test("an ordinary minute, one that the clock skips, and one that it shows twice", () => {
  expect(at("Europe/Paris", "2025-06-01T02:30")).toEqual([1, "2025-06-01T00:30:00.000Z"]);
  // From 02:00 to 03:00: as much later as it skips, which is 03:30.
  expect(at("Europe/Paris", "2025-03-30T02:30")).toEqual([0, "2025-03-30T01:30:00.000Z"]);
  // From 03:00 back to 02:00: the first of the two.
  expect(at("Europe/Paris", "2025-10-26T02:30")).toEqual([2, "2025-10-26T00:30:00.000Z"]);
  // By half an hour.
  expect(at("Australia/Lord_Howe", "2025-04-06T01:30")).toEqual([2, "2025-04-05T14:30:00.000Z"]);
});
