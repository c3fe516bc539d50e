import { expect, test } from "vitest";
import { Tally } from "./evaluation";
import type { StoryKind } from "./stories";

const duo = (kind: StoryKind) => ({
  story: { kind, onset: 2, poorer: "ic" as const },
  series: { duoId: kind, ic: [], manager: [], icChange: [], managerChange: [], icMx: [], managerMx: [] },
  icDimensions: [],
});

test("a year counts any alarm of a stable duo, an event only alarms within six cycles of its onset", () => {
  const tally = new Tally({ name: "rule", family: "declining", cut: 1, suspicion: () => [] });
  const late = [0, 0, 0, 0, 0, 0, 0, 1];
  const inTime = [0, 0, 0, 0, 0, 0, 1, 0];
  const early = [1, 0, 0, 0, 0, 0, 0, 0];
  tally.add(
    [duo("stable"), duo("stable"), duo("drop"), duo("drop"), duo("drop")],
    [early, late.map(() => 0), late, inTime, early],
  );
  expect(tally.falseAlarms()).toBe(1 / 2);
  expect(tally.caughtWithinSix("drop")).toBe(1 / 3);
  expect(tally.medianDelay("drop")).toBe(7);
});

test("false alarms are counted per year", () => {
  const detector = { name: "rule", family: "declining" as const, cut: 1, suspicion: () => [] };
  const tally = new Tally(detector, { cycles: 24, cyclesPerYear: 12 });
  tally.add(
    [duo("stable"), duo("stable")],
    [
      [0, 1],
      [0, 0],
    ],
  );
  expect(tally.falseAlarms()).toBe(1 / 4);
});

test("an alarm is wrong before the onset, and in a duo that changed in another way", () => {
  const tally = new Tally({ name: "rule", family: "declining", cut: 1, suspicion: () => [] });
  tally.add(
    [duo("drop"), duo("apart"), duo("stable")],
    [
      [1, 1, 1],
      [0, 0, 1],
      [0, 1, 0],
    ],
  );
  expect(tally.wrongAmongFlagged()).toBe(3 / 5);
});

test("a story that no duo has is caught in no share", () => {
  const tally = new Tally({ name: "rule", family: "declining", cut: 1, suspicion: () => [] });
  tally.add([duo("stable")], [[0]]);
  expect(tally.caughtWithinSix("drop")).toBeUndefined();
});
