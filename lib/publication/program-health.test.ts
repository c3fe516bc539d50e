import { describe, expect, test } from "vitest";
import type { Answers } from "../instrument/answers";
import { itemByCode } from "../instrument/instrument";
import { programHealth, surveyScores } from "./program-health";

const codes = "DQ1 ST1 SB1 OT1 OT2 IN1 IN2 TI1 TI2 TR1 AL1 AL2 AL3 CU1".split(" ");
const answersOf = (position: number, more: Answers = {}): Answers => ({
  ...Object.fromEntries(codes.map((code) => [code, position])),
  ...more,
});
const survey = (person: number, answers: Answers) => ({
  duoId: `duo ${person}`,
  authorId: `person ${person}`,
  side: person % 2 === 0 ? ("ic" as const) : ("manager" as const),
  scores: surveyScores(answers),
});
/** Surveys of so many people, whose answers lie at 1 to 5 in turn. */
const surveys = (people: number, more: (person: number) => Answers = () => ({})) =>
  Array.from({ length: people }, (_, n) => survey(n, answersOf(1 + (n % 5), more(n))));
const minutes = (...each: number[]) => each.map((one) => 60 * one);

describe("program health", () => {
  test("begins with thirty people, however many surveys they answered", () => {
    const fifteen = surveys(15);
    expect(programHealth([...fifteen, ...fifteen, ...fifteen], [])).toBeUndefined();
    expect(programHealth(surveys(29), [])).toBeUndefined();
    expect(programHealth(surveys(30), [])).toMatchObject({ people: 30, surveys: 30 });
  });

  test("counts surveys under four minutes in whole percent, from thirty timed ones on", () => {
    const timed = [...minutes(...Array.from({ length: 25 }, () => 3)), ...minutes(4, 5, 6, 7, 8)];
    expect(programHealth(surveys(30), timed)!.inTime).toBe(83);
    expect(programHealth(surveys(30), timed.slice(1))!.inTime).toBeNull();
  });

  test("says how each item goes with the others, and of how many surveys", () => {
    const { items } = programHealth(
      // One item is answered against all others, one by nobody but ten.
      surveys(40, (n) => ({ AL1: 1 + ((n + 2) % 5), ...(n >= 10 && { CU1: "na" }) })),
      [],
    )!;
    const of = (code: string) => items.find((item) => item.code === code)!;
    expect(of("DQ1").n).toBe(40);
    expect(of("DQ1").rest).toBeGreaterThan(of("AL1").rest!);
    expect(of("CU1")).toEqual({ code: "CU1", n: 10, rest: null });
  });

  test("has no reliability where everybody answers alike", () => {
    const same = Array.from({ length: 30 }, (_, n) => survey(n, answersOf(4)));
    expect(programHealth(same, [])).toMatchObject({ alpha: null });
    expect(programHealth(same, [])!.items.every(({ rest }) => rest === null)).toBe(true);
  });

  test("has the five anchors, with the difference of the two roles from thirty surveys of each on", () => {
    const { anchors, items } = programHealth(
      surveys(80, (n): Answers => (n % 2 === 0 ? { DQ1: 5 } : {})),
      [],
    )!;
    expect(anchors.map(({ code }) => code)).toEqual(["DQ1", "OT1", "IN1", "TR1", "AL1"]);
    for (const { code, n, rest } of anchors) expect(items).toContainEqual({ code, n, rest });
    expect(anchors[0]!.role!.points).toBeGreaterThan(20);
    expect(programHealth(surveys(58), [])!.anchors.every(({ role }) => role === null)).toBe(true);
  });

  test("says of an added item how it goes with the scored ones, and leaves it out of everything else", () => {
    const added = [{ ...itemByCode("IN1"), code: "EASE", in_person_score: false }];
    const asked = Array.from({ length: 40 }, (_, n) => {
      const answers = answersOf(1 + (n % 5), { EASE: 1 + (n % 5) });
      return { ...survey(n, answers), scores: surveyScores(answers, added) };
    });
    const without = programHealth(surveys(40), [])!;
    const health = programHealth(asked, [], added)!;
    expect(health.items.at(-1)).toEqual({ code: "EASE", n: 40, rest: 100 });
    expect({ ...health, items: health.items.slice(0, -1) }).toEqual(without);
  });
});
