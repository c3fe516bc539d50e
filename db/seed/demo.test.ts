import { expect, test } from "vitest";
import type { Answers } from "@/lib/instrument/answers";
import { commentItem } from "@/lib/instrument/comments";
import { ratingItem } from "@/lib/instrument/commitment-ratings";
import { customItem } from "@/lib/instrument/custom-questions";
import { blockForCycle, type QuestionnaireFor, questionnaire } from "@/lib/instrument/questionnaire";
import { submissionSchema } from "@/lib/instrument/schema";
import { demoRows } from "./demo";
import { ownQuestions, ownQuestionsFrom } from "./own-questions";

const now = new Date("2026-03-31T10:00:00Z");
const demo = demoRows(now);

test("the same day makes the same organization", () => {
  expect(demoRows(now)).toEqual(demo);
});

test("120 duos of every pair type take part in the open cycle, thirteen cycles are closed before it", () => {
  const open = demo.cycles.at(-1)!;
  const enrolled = demo.duoCycles.filter(({ cycleId }) => cycleId === open.id);
  expect(enrolled).toHaveLength(120);
  expect(new Set(enrolled.map(({ pairType }) => pairType)).size).toBe(6);
  expect(demo.cycles.map(({ state }) => state)).toEqual([...Array(13).fill("closed"), "open"]);
});

test("cycles open a month apart and never overlap, also where a month is short", () => {
  demo.cycles.forEach((cycle, index) => {
    const next = demo.cycles[index + 1];
    if (next) expect(next.opensAt.getTime()).toBeGreaterThan(cycle.closesAt.getTime());
  });
  expect(demo.cycles.at(-1)!.closesAt.getTime()).toBeGreaterThan(now.getTime());
});

test("every address and every external id is one person's", () => {
  expect(new Set(demo.people.map(({ email }) => email)).size).toBe(demo.people.length);
  expect(new Set(demo.people.map(({ externalId }) => externalId)).size).toBe(demo.people.length);
});

/** Building a schema takes longer than checking with it. */
const schemas = new Map<string, ReturnType<typeof submissionSchema>>();
function schemaFor(asked: QuestionnaireFor) {
  const own = asked.cycleNumber >= ownQuestionsFrom ? ownQuestions.map(customItem) : [];
  const items = [...questionnaire(asked), ...own];
  const key = items.map(({ code }) => code).join();
  const schema =
    schemas.get(key) ?? submissionSchema([...[1, 2, 3].map(ratingItem), commentItem("comment"), ...items]);
  schemas.set(key, schema);
  return schema;
}

test("every submission is one that the survey would have taken", () => {
  const answersOf = new Map<string, Answers>();
  const keyOf = (row: { cycleId: string; duoId: string; authorId: string }) =>
    [row.cycleId, row.duoId, row.authorId].join();
  for (const part of demo.parts) {
    answersOf.set(keyOf(part), { ...answersOf.get(keyOf(part)), ...part.answers });
  }
  const numberOf = new Map(demo.cycles.map(({ id, number }) => [id, number]));
  // The profile, each of the three blocks, a cycle in which new partners begin, and one with ratings of
  // commitments, and comments.
  const checked = demo.duoCycles.filter(({ cycleId }) =>
    [1, 2, 3, 4, 8, 9, 13].includes(numberOf.get(cycleId)!),
  );
  for (const duo of checked) {
    const cycleNumber = numberOf.get(duo.cycleId)!;
    for (const authorId of [duo.icPersonId, duo.managerPersonId]) {
      const answers = answersOf.get(keyOf({ ...duo, authorId }));
      if (!answers) continue;
      const firstProfileDuo = checked
        .filter(
          (one) => one.cycleId === duo.cycleId && [one.icPersonId, one.managerPersonId].includes(authorId),
        )
        .filter((one) => one.firstCycle || blockForCycle(cycleNumber) === "P_profile")
        .map(({ duoId }) => duoId)
        .sort()[0];
      const ownProfileAnswered = firstProfileDuo !== undefined && firstProfileDuo !== duo.duoId;
      const schema = schemaFor({ cycleNumber, firstForDuo: duo.firstCycle, ownProfileAnswered });
      expect(schema.safeParse(answers).error?.issues ?? []).toEqual([]);
    }
  }
});

test("the company's own questions are answered from their first cycle on, and by different people differently", () => {
  const numberOf = new Map(demo.cycles.map(({ id, number }) => [id, number]));
  for (const [code, partClass] of [
    ["OWN1", "S"],
    ["OWN2A", "A"],
  ] as const) {
    const asked = demo.parts.filter((part) => part.class === partClass && code in part.answers);
    expect(Math.min(...asked.map(({ cycleId }) => numberOf.get(cycleId)!))).toBe(ownQuestionsFrom);
    expect(new Set(asked.map(({ answers }) => answers[code])).size).toBe(4);
  }
});

test("one duo recovers after a talk and keeps what it promised, another drifts and does not", () => {
  const partsOf = (duoId: string, cycleId: string) =>
    demo.parts.filter((part) => part.duoId === duoId && part.cycleId === cycleId && part.class === "S");
  const ratings = demo.commitments.map(({ duoId, cycleId, slot }) => {
    const number = demo.cycles.find(({ id }) => id === cycleId)!.number;
    const next = demo.cycles.find((cycle) => cycle.number === number + 1)!.id;
    const said = partsOf(duoId, next).map(({ answers }) => answers[`KEPT${slot}`]);
    return { story: demo.duos.find(({ row }) => row.id === duoId)!.told.story, said };
  });
  const kept = (story: string) =>
    ratings.filter((one) => one.story === story && one.said.every((word) => word === "kept")).length;
  const told = ratings.filter(({ story }) => story === "recovered" || story === "setback");
  expect([told.length, kept("recovered"), kept("setback")]).toEqual([9, 3, 0]);
  expect(demo.moments.map(({ confirmedAt }) => confirmedAt !== null)).toEqual([true, true, false]);
  expect(demo.talks).toHaveLength(4);
  expect(demo.parts.filter((part) => part.class === "comment")).toHaveLength(6);
});

test("of what everyday duos promised, both rate what was made, and nothing else", () => {
  const numberOf = new Map(demo.cycles.map(({ id, number }) => [id, number]));
  const made = new Set(
    demo.commitments.map(({ duoId, cycleId, slot }) => `${duoId} ${numberOf.get(cycleId)! + 1} KEPT${slot}`),
  );
  const rated = demo.parts.flatMap(({ duoId, cycleId, answers }) =>
    Object.keys(answers)
      .filter((code) => code.startsWith("KEPT"))
      .map((code) => `${duoId} ${numberOf.get(cycleId)} ${code}`),
  );
  expect(rated.filter((one) => !made.has(one))).toEqual([]);
  const duosIn = (cycle: string) =>
    new Set(rated.filter((one) => one.includes(` ${cycle} `)).map((one) => one.split(" ")[0])).size;
  for (const cycle of ["11", "12", "13"]) expect(duosIn(cycle)).toBeGreaterThan(40);
});
