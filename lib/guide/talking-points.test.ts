import { expect, test } from "vitest";
import { instrument } from "@/lib/instrument/instrument";
import { reveal } from "@/lib/scoring/reveal";
import { areaPoint, questionPoint, talkingPointCodes, talkingPoints } from "./talking-points";

const ic = { DQ1: 5, IN1: 1, IN2: 4, MAP: { who: "ic", why: "other" } };
const manager = { DQ1: 2, IN1: 4, IN2: 5, MAP: { who: "manager", why: "other" } };

function pointsOf(side: "ic" | "manager", codes: readonly string[]) {
  const [mine, theirs] = side === "ic" ? [ic, manager] : [manager, ic];
  const { ownership, topics } = reveal({ mine, theirs, guesses: {} }, { version: instrument, side });
  const core = topics.flatMap(({ rows }) => rows);
  return talkingPoints(codes, { ownership, core }, side).map(({ kind, row }) =>
    kind === "area" ? `${row.row}: ${row.verdict}` : row.item,
  );
}

test("areas come first, and a question is the same one for both, named as each was asked", () => {
  const codes = ["IN1", areaPoint("who")];
  expect(pointsOf("ic", codes)).toEqual(["who: double-claim", "IN1"]);
  expect(pointsOf("manager", codes)).toEqual(["who: double-claim", "IN2"]);
  expect(questionPoint({ item: "IN2", theirItem: "IN1" }, "manager")).toBe("IN1");
});

test("what one of them did not answer is no point", () => {
  expect(pointsOf("ic", ["CU1", areaPoint("when")])).toEqual([]);
});

test("areas and shared questions of the core can be points, trust and private guesses cannot", () => {
  expect(talkingPointCodes).toContain("MAP:priorities");
  expect(talkingPointCodes).toContain("ST1");
  for (const code of ["TR1", "IN3", "OT2", "DQ2", "ALLOC"]) expect(talkingPointCodes).not.toContain(code);
});
