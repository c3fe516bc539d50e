import { expect, test } from "vitest";
import { instrument } from "@/lib/instrument/instrument";
import { reveal } from "@/lib/scoring/reveal";
import { areaPoint, questionPoint, talkingPointCodes, talkingPoints } from "./talking-points";

const ic = { DQ1: 5, IN1: 1, IN2: 4, HELP: 1, MAP: { who: "ic", why: "other" } };
const manager = { DQ1: 2, IN1: 4, IN2: 5, GIVE: 4, MAP: { who: "manager", why: "other" } };

function pointsOf(side: "ic" | "manager", codes: readonly string[]) {
  const [mine, theirs] = side === "ic" ? [ic, manager] : [manager, ic];
  const { ownership, topics, block } = reveal({ mine, theirs, guesses: {} }, { version: instrument, side });
  const questions = [...topics.flatMap(({ rows }) => rows), ...block];
  return talkingPoints(codes, { ownership, questions }, side).map(({ kind, row }) =>
    kind === "area" ? `${row.row}: ${row.verdict}` : row.item,
  );
}

test("areas come first, and a question is the same one for both, named as each was asked", () => {
  const codes = ["HELP", "IN1", areaPoint("who")];
  expect(pointsOf("ic", codes)).toEqual(["who: double-claim", "IN1", "HELP"]);
  expect(pointsOf("manager", codes)).toEqual(["who: double-claim", "IN2", "GIVE"]);
  expect(questionPoint({ item: "IN2", theirItem: "IN1" }, "manager")).toBe("IN1");
});

test("what one of them did not answer is no point", () => {
  expect(pointsOf("ic", ["CU1", areaPoint("when")])).toEqual([]);
});

test("areas and shared questions with a scale can be points, trust and private guesses cannot", () => {
  expect(talkingPointCodes).toContain("MAP:priorities");
  for (const code of ["ST1", "GIVE", "MOMS"]) expect(talkingPointCodes).toContain(code);
  for (const code of ["TR1", "IN3", "OT2", "DQ2", "ALLOC", "ARC", "COACH"])
    expect(talkingPointCodes).not.toContain(code);
});
