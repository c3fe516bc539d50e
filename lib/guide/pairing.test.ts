import { expect, test } from "vitest";
import type { Answers } from "@/lib/instrument/answers";
import { pairing } from "./pairing";

const none = { both: [], own: [], gradeDistance: null };

test("each part comes from the newest cycle in which both gave it", () => {
  const both: readonly Record<"mine" | "theirs", Answers>[] = [
    { mine: { ARC: ["solver"] }, theirs: {} },
    { mine: { ARC: ["architect", "solver"], RISK: 2 }, theirs: { ARC: ["explorer"], RISK: 5 } },
    { mine: { ARC: ["solver"], RISK: 3 }, theirs: { ARC: ["solver"], RISK: 3 } },
  ];
  expect(pairing({ ...none, both })).toEqual({
    archetypes: { mine: "architect", theirs: "explorer" },
    risk: { distance: "far", iTryMore: false },
    grades: undefined,
    coaching: undefined,
  });
});

test("distances are the same, one step, or more, in either direction", () => {
  const risk = (mine: number, theirs: number) =>
    pairing({ ...none, both: [{ mine: { RISK: mine }, theirs: { RISK: theirs } }] })?.risk;
  expect([risk(3, 3), risk(4, 3), risk(5, 3)]).toEqual([
    { distance: "same", iTryMore: false },
    { distance: "near", iTryMore: true },
    { distance: "far", iTryMore: true },
  ]);
  const grades = [0, 1, 2, null].map((gradeDistance) => pairing({ ...none, gradeDistance })?.grades);
  expect(grades).toEqual(["same", "near", "far", undefined]);
});

test("coaching is the reader's own answer", () => {
  const directions = [1, 2, 3, 4, 5].map((COACH) => pairing({ ...none, own: [{}, { COACH }] })?.coaching);
  expect(directions).toEqual(["from-me", "from-me", "both-ways", "from-partner", "from-partner"]);
});

test("where nothing is known there is nothing", () => {
  expect(pairing(none)).toBeUndefined();
  expect(pairing({ ...none, both: [{ mine: { RISK: "na" }, theirs: { RISK: 2 } }] })).toBeUndefined();
});
