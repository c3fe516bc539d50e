import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Answers } from "@/lib/instrument/answers";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { addCustomQuestion, loadCustomQuestions, retireCustomQuestion } from "./custom-questions";
import { cancelCycle, closeCycle, openCycle } from "./cycles";
import { loadDuo } from "./duos/duo";
import { publishCycle } from "./publication/publish-cycle";
import { loadSurvey } from "./responses";

const database = freshDatabase();

const scale = {
  kind: "scale",
  answerClass: "shared",
  wording: "How well did {P} and you plan the office move?",
  options: "Not at all\nSlightly\nModerately\nVery\nExtremely",
};
const choice = {
  kind: "choice",
  answerClass: "shared",
  wording: "Where did you two mostly meet?",
  options: "In the office\nOn a call",
};

const arrange = () =>
  createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
  });
const admin = (made: MadeOrganization) => viewerOf(made, "Ada", { isAdmin: true });
const open = async (made: MadeOrganization) => {
  const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
  return (await openCycle(admin(made), { closesLocal, timeZone: "UTC", sharingMode: "scoped" })).cycleId;
};
const asked = async (made: MadeOrganization, cycleId: string) =>
  (await loadSurvey(viewerOf(made, "Ian"), { cycleId, duoId: made.duos.first! })).questions
    .filter(({ code }) => code.startsWith("OWN"))
    .map(({ code, text }) => [code, text]);
const answer = (made: MadeOrganization, cycleId: string, own: Record<"ic" | "manager", Answers>) =>
  answerFor(database.admin, { ...made, cycleId }, (_, side) => ({ ...evenAnswers(3), ...own[side] }));
const compared = async (made: MadeOrganization, cycleId: string) =>
  (await loadDuo(viewerOf(made, "Ian"), { duoId: made.duos.first!, cycleId })).customAnswers;

describe("an organization's own questions", () => {
  test("are two at most; one that is retired makes room and stays in the list", async () => {
    const made = await arrange();
    const { questionId } = await addCustomQuestion(admin(made), scale);
    await addCustomQuestion(admin(made), choice);
    await expect(addCustomQuestion(admin(made), choice)).rejects.toMatchObject({ code: "conflict" });
    await retireCustomQuestion(admin(made), { questionId });
    await expect(retireCustomQuestion(admin(made), { questionId })).rejects.toMatchObject({
      code: "not-found",
    });
    await addCustomQuestion(admin(made), { ...scale, wording: "Another question, if you please?" });
    const { inForce, past } = await loadCustomQuestions(admin(made));
    expect(inForce.map(({ slot, kind }) => [slot, kind])).toEqual([
      [1, "scale"],
      [2, "choice"],
    ]);
    expect(past).toMatchObject([{ id: questionId, wording: scale.wording, lastAsked: null }]);
  });

  test("sent several times by one form is added once", async () => {
    const made = await arrange();
    const newId = randomUUID();
    const pressed = [1, 2, 3].map(() => addCustomQuestion(admin(made), { ...scale, newId }));
    expect(await Promise.all(pressed)).toEqual(pressed.map(() => ({ questionId: newId })));
    expect(await addCustomQuestion(admin(made), { ...scale, newId })).toEqual({ questionId: newId });
    expect((await loadCustomQuestions(admin(made))).inForce).toMatchObject([{ id: newId }]);
  });

  test("of two admins who take the last place at the same moment one is refused", async () => {
    const made = await arrange();
    await addCustomQuestion(admin(made), scale);
    const outcomes = await Promise.allSettled([
      addCustomQuestion(admin(made), choice),
      addCustomQuestion(admin(made), choice),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict" },
    });
  });

  test("are those of the moment a cycle opens, to its end; a cancelled cycle leaves none behind", async () => {
    const made = await arrange();
    const first = await addCustomQuestion(admin(made), scale);
    const cancelled = await open(made);
    await cancelCycle(admin(made), { cycleId: cancelled });
    expect((await loadCustomQuestions(admin(made))).inForce[0]!.lastAsked).toBeNull();
    const cycleId = await open(made);
    await addCustomQuestion(admin(made), choice);
    await retireCustomQuestion(admin(made), { questionId: first.questionId });
    const [own] = await asked(made, cycleId);
    expect(await asked(made, cycleId)).toHaveLength(1);
    expect(own![0]).toBe("OWN1");
    expect(own![1]).toMatch(/How well did .*Mia.* and you plan the office move\?/);
  });

  test("are compared between the two alone, in the words they were asked with, after they were retired too", async () => {
    const made = await arrange();
    const { questionId } = await addCustomQuestion(admin(made), scale);
    await addCustomQuestion(admin(made), choice);
    const cycleId = await open(made);
    await answer(made, cycleId, { ic: { OWN1: 2, OWN2: "a" }, manager: { OWN1: 4, OWN2: "na" } });
    await closeCycle(admin(made), { cycleId });
    await publishCycle(made.orgId, cycleId);
    await retireCustomQuestion(admin(made), { questionId });
    await addCustomQuestion(admin(made), { ...scale, wording: "Something else in the same place?" });
    expect(await compared(made, cycleId)).toEqual([
      { slot: 1, wording: scale.wording, mine: "Slightly", theirs: "Very" },
    ]);
    const next = await open(made);
    expect((await asked(made, next)).map(([, text]) => text)).toEqual([
      "Something else in the same place?",
      choice.wording,
    ]);
    expect(await compared(made, next)).toEqual([]);
  });
});
