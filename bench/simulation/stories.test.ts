import { expect, test } from "vitest";
import { seededRandom } from "@/lib/statistics/random";
import { assumptions } from "./assumptions";
import { drawStory, type StoryKind, storyKinds, storyShift } from "./stories";

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
  expect(shifts("improve", after).map(({ ic, manager }) => [ic, manager])).toEqual([
    [0, 0],
    [2.5, 2.5],
    [15, 15],
    [15, 15],
  ]);
  expect(shifts("close", after).map(({ ic, manager }) => manager - ic)).toEqual([0, 4, 24, 24]);
});

test("76% of duos are stable, and the others have each kind of event equally often", () => {
  const random = seededRandom(7);
  const drawn = Array.from({ length: 20_000 }, () => drawStory({ random, world: assumptions }, "ic"));
  for (const kind of storyKinds) {
    const share = drawn.filter((story) => story.kind === kind).length / drawn.length;
    expect(share, kind).toBeCloseTo(kind === "stable" ? 0.76 : 0.04, 2);
  }
});
