import { expect, test } from "vitest";
import { assumptions } from "./assumptions";
import { type StoryKind, storyShift } from "./stories";

const shifts = (kind: StoryKind, cycles: readonly number[]) =>
  cycles.map((cycle) => storyShift(assumptions, { kind, onset: 5, poorer: "manager" }, cycle));

test("events have the sizes that docs/measurement.md 3.1 gives them, and last", () => {
  const after = [4, 5, 10, 12];
  expect(shifts("decline", after).map(({ ic }) => ic)).toEqual([-0, -2.5, -15, -15]);
  expect(shifts("drop", after).map(({ manager }) => manager)).toEqual([0, -15, -15, -15]);
  expect(shifts("apart", after).map(({ ic, manager }) => ic - manager)).toEqual([0, 4, 24, 24]);
  expect(shifts("sour", after).map(({ ic, manager }) => [ic, manager])).toEqual([
    [0, -0],
    [0, -4],
    [0, -24],
    [0, -24],
  ]);
});
