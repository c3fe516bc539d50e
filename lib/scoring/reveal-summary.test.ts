import { expect, test } from "vitest";
import type { Answers } from "@/lib/instrument/answers";
import { instrument } from "@/lib/instrument/instrument";
import { reveal } from "./reveal";
import { summaryOf } from "./reveal-summary";

const summary = (mine: Answers, theirs: Answers) =>
  summaryOf(reveal({ mine, theirs, guesses: {} }, { version: instrument, side: "ic" }));

test("counts wide gaps, and says when all of them are in the cycle's block", () => {
  expect(summary({ DQ1: 5, ST1: 4, AL1: 3 }, { DQ1: 1, ST1: 3, AL1: 3 })).toMatchObject({
    kind: "one",
    wide: 1,
    some: 1,
    same: 1,
    inBlock: false,
  });
  expect(summary({ DQ1: 4, HELP: 5 }, { DQ1: 4, GIVE: 1 })).toMatchObject({ kind: "one", inBlock: true });
  expect(summary({ DQ1: 5, HELP: 5 }, { DQ1: 1, GIVE: 1 })).toMatchObject({ kind: "more", inBlock: false });
});

test("differences outside of scales are not passed over", () => {
  const scales = { DQ1: 4, ST1: 4 };
  const maps = [{ MAP: { who: "ic", why: "ic" } }, { MAP: { who: "manager", why: "ic" } }] as const;
  expect(summary({ ...scales, ...maps[0] }, { ...scales, ...maps[1] })).toMatchObject({
    kind: "elsewhere",
    areas: 1,
  });
  const invest = (product: number) => ({ ALLOC: { product, debt: 100 - product } });
  expect(summary({ ...scales, ...invest(60) }, { ...scales, ...invest(40) })).toMatchObject({
    kind: "elsewhere",
    points: 20,
  });
  expect(summary({ ...scales, ...invest(60) }, { ...scales, ...invest(45) })).toMatchObject({
    kind: "none",
    points: 0,
  });
});

test("two who are one step apart on most questions are close, and do not see it alike", () => {
  expect(summary({ DQ1: 4, ST1: 4, AL1: 3 }, { DQ1: 5, ST1: 3, AL1: 3 })).toMatchObject({ kind: "near" });
  expect(summary({ DQ1: 4, ST1: 4 }, { DQ1: 5, ST1: 4 })).toMatchObject({ kind: "none" });
});

test("two who agree that something is bad are not praised for it", () => {
  expect(summary({ DQ1: 1, ST1: 4 }, { DQ1: 2, ST1: 4 })).toMatchObject({ kind: "hard", hard: 1 });
  // Late information is bad where it is frequent.
  expect(summary({ TI1: 5 }, { TI1: 5 })).toMatchObject({ kind: "hard", hard: 1 });
  expect(summary({ TI1: 1, DQ1: 3 }, { TI1: 1, DQ1: 3 })).toMatchObject({ kind: "none", hard: 0 });
  expect(summary({}, {})).toMatchObject({ kind: "empty" });
});
