import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { promiseVersion } from "@/lib/domain/cycles";
import type { Answers } from "@/lib/instrument/answers";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle, openCycle } from "../cycles";
import { publishCycle } from "../publication/publish-cycle";
import { loadSurvey, saveDraft, submitResponse } from "../responses";
import { dropCommitment, saveCommitment } from "./commitments";
import { loadDuo } from "./duo";
import { loadHome } from "./home";
import { loadTalk } from "./talk";
import { agreeToShowTrust, takeBackTrustAgreement } from "./trust";

const database = freshDatabase();
let made: MadeOrganization;

const ada = () => viewerOf(made, "Ada", { isAdmin: true });
const duoOf = (name: "Ian" | "Mia", cycleId?: string) =>
  loadDuo(viewerOf(made, name), { duoId: made.duos.first, cycleId });
const answer = (ofIc: Answers, ofManager: Answers) =>
  answerFor(database.admin, made, (_, side) => ({
    ...evenAnswers(4),
    ...(side === "ic" ? ofIc : ofManager),
  }));

/** Publishes the open cycle and opens the next one; gives the published one's id. */
async function nextCycle(): Promise<string> {
  const before = made.cycleId;
  await closeCycle(ada(), { cycleId: before });
  await publishCycle(made.orgId, before);
  const closesLocal = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 16);
  await openCycle(ada(), { closesLocal, timeZone: "UTC", sharingMode: "scoped" });
  const { rows } = await database.admin.query("select id from cycles where org_id = $1 and state = 'open'", [
    made.orgId,
  ]);
  made = { ...made, cycleId: rows[0].id };
  return before;
}

beforeEach(async () => {
  made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: { number: 2 },
  });
});

describe("compared with earlier cycles", () => {
  test("the points that had to move last time, and the last answers about impact", async () => {
    await answer({ ALLOC: { product: 60, debt: 40 }, MX1: 4 }, { ALLOC: { product: 100 }, MX1: 3 });
    const first = await nextCycle();
    await answer({ ALLOC: { product: 90, debt: 10 }, MX1: 5 }, { ALLOC: { product: 100 }, MX1: "na" });

    const now = await duoOf("Ian");
    expect(now.reveal?.allocation?.pointsToMove).toBe(10);
    const product = { code: "product", mine: 60, theirs: 100 };
    expect(now.earlierAllocation).toMatchObject({
      pointsToMove: 40,
      options: expect.arrayContaining([product]),
    });
    expect(now.multiplier).toMatchObject({ bigger: 2, n: 3 });
    // An earlier cycle is shown as it was then.
    const then = await duoOf("Mia", first);
    expect(then.earlierAllocation).toBeUndefined();
    expect(then.multiplier).toMatchObject({ bigger: 1, n: 2 });
  });

  test("an earlier answer that cannot be read is left out, one of this cycle is named by a reference", async () => {
    await answer({ ALLOC: { product: 60, debt: 40 } }, { ALLOC: { product: 100 } });
    const first = await nextCycle();
    await answer({ ALLOC: { product: 90, debt: 10 } }, { ALLOC: { product: 100 } });
    await database.arrange(
      "update response_parts set answers = set_byte(answers, 20, get_byte(answers, 20) # 1) where cycle_id = $1 and author_id = $2 and class = 'S'",
      [first, made.people.Mia!.id],
    );
    const now = await duoOf("Ian");
    expect(now.earlierAllocation).toBeUndefined();
    expect(now.multiplier).toMatchObject({ n: 2 });
    for (const name of ["Ian", "Mia"] as const) {
      const then = await duoOf(name, first);
      expect([then.reveal, then.trust]).toEqual([undefined, undefined]);
      expect(then.unreadable.answers).toMatch(/^unreadable-[0-9a-f]{8}$/);
      expect(then.cycles).toHaveLength(2);
    }
    expect(now.unreadable).toEqual({});
  });

  test("before both are final nothing of an open cycle is compared", async () => {
    await answer({}, {});
    await nextCycle();
    const { reveal, trust, multiplier } = await duoOf("Ian", made.cycleId);
    expect([reveal, trust]).toEqual([undefined, undefined]);
    expect(multiplier).toMatchObject({ n: 2 });
  });
});

describe("trust", () => {
  const place = () => ({ cycleId: made.cycleId, duoId: made.duos.first });
  const trustOf = async (name: "Ian" | "Mia") => (await duoOf(name)).trust;

  test("each reads their own consent alone until both agreed, then both answers and their own guess", async () => {
    await answer({ TR1: 4, TR2: 5 }, { TR1: "na", TR2: 4 });
    expect([await trustOf("Ian"), await trustOf("Mia")]).toEqual([
      { state: "offered" },
      { state: "offered" },
    ]);
    await agreeToShowTrust(viewerOf(made, "Ian"), place());
    expect([await trustOf("Ian"), await trustOf("Mia")]).toEqual([{ state: "agreed" }, { state: "offered" }]);
    await takeBackTrustAgreement(viewerOf(made, "Ian"), place());
    expect(await trustOf("Ian")).toEqual({ state: "offered" });

    await agreeToShowTrust(viewerOf(made, "Ian"), place());
    await agreeToShowTrust(viewerOf(made, "Mia"), place());
    expect(await trustOf("Ian")).toEqual({ state: "shown", mine: 4, theirs: null, guess: undefined });
    expect(await trustOf("Mia")).toEqual({
      state: "shown",
      mine: null,
      theirs: 4,
      guess: { expected: 4, outcome: "right" },
    });
    // Too late, and said so: nothing was taken back.
    await expect(takeBackTrustAgreement(viewerOf(made, "Mia"), place())).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await trustOf("Mia")).toMatchObject({ state: "shown" });
  });

  test("before both are final it is refused, and nothing is kept of it", async () => {
    await expect(agreeToShowTrust(viewerOf(made, "Ian"), place())).rejects.toMatchObject({
      code: "conflict",
    });
    const { rows } = await database.admin.query("select 1 from trust_consents where duo_id = $1", [
      made.duos.first,
    ]);
    expect(rows).toEqual([]);
  });

  test("a consent is in nobody's audit log", async () => {
    await answer({}, {});
    await agreeToShowTrust(viewerOf(made, "Ian"), place());
    await takeBackTrustAgreement(viewerOf(made, "Ian"), place());
    const { rows } = await database.admin.query("select action from audit_log where org_id = $1", [
      made.orgId,
    ]);
    expect(rows).toEqual([]);
  });
});

describe("what the two promise each other", () => {
  const place = () => ({ cycleId: made.cycleId, duoId: made.duos.first });
  const content = { text: "We decide dates together", dimension: "ALIGN", owner: "both" };
  const save = (name: "Ian" | "Mia", more: object = {}) =>
    saveCommitment(viewerOf(made, name), { ...place(), ...content, ...more });
  const promised = async (name: "Ian" | "Mia" = "Mia") => (await duoOf(name)).commitments.made;
  const submission = (more: Answers) => ({
    revision: 0,
    promiseVersion,
    answers: { ...evenAnswers(4), ...more },
    key: randomUUID(),
  });

  test("is written by either, at most three, and read by both, on the guide too", async () => {
    await answer({}, {});
    expect(await save("Ian")).toEqual({ kind: "saved" });
    expect(await save("Mia", { text: "שלום <script>", owner: "ic" })).toEqual({ kind: "saved" });
    expect(await save("Mia", { owner: "manager" })).toEqual({ kind: "saved" });
    expect(await save("Ian")).toEqual({ kind: "full" });
    expect(await promised()).toMatchObject([
      { slot: 1, ...content },
      { slot: 2, text: "שלום <script>", owner: "ic" },
      { slot: 3, owner: "manager" },
    ]);
    expect(await promised("Ian")).toEqual(await promised());
    const { commitments } = await loadTalk(viewerOf(made, "Ian"), place());
    expect(commitments).toEqual({ made: await promised(), changeable: true });
  });

  test("sent several times by one form is made once, and says what was sent last", async () => {
    await answer({}, {});
    const newId = randomUUID();
    const pressed = [1, 2, 3].map(() => save("Ian", { newId }));
    expect(await Promise.all(pressed)).toEqual(pressed.map(() => ({ kind: "saved" })));
    expect(await save("Ian", { newId, owner: "ic" })).toEqual({ kind: "saved" });
    expect(await promised()).toMatchObject([{ slot: 1, ...content, owner: "ic", revision: 2 }]);
    expect(await save("Ian", { newId })).toMatchObject({ kind: "stale", now: { owner: "ic" } });
  });

  test("is never overwritten unseen: the second of two who change it is told what it says now", async () => {
    await answer({}, {});
    await save("Ian");
    const known = { slot: 1, revision: 1 };
    expect(await save("Mia", { known, text: "We decide dates on Mondays" })).toEqual({ kind: "saved" });
    const late = await save("Ian", { known, text: "We decide dates by mail" });
    expect(late).toMatchObject({ kind: "stale", now: { revision: 2, text: "We decide dates on Mondays" } });
    expect(await dropCommitment(viewerOf(made, "Ian"), { ...place(), ...known })).toMatchObject({
      kind: "stale",
    });
    expect(await save("Ian", { known: { slot: 1, revision: 2 }, text: "By mail" })).toEqual({
      kind: "saved",
    });
    const removal = { ...place(), slot: 1, revision: 3 };
    expect(await dropCommitment(viewerOf(made, "Mia"), removal)).toEqual({ kind: "saved" });
    const gone = { kind: "stale", now: undefined, side: "ic" };
    expect(await save("Ian", { known: { slot: 1, revision: 3 } })).toEqual(gone);
    expect(await promised()).toEqual([]);
  });

  test("is refused with a text or a choice that cannot be, and nothing is kept", async () => {
    await answer({}, {});
    for (const [field, value, code] of [
      ["text", "", "empty"],
      ["text", "\u200b\u202e", "empty"],
      ["text", "a\0b", "unreadable"],
      ["text", "half \ud83d of a pair", "unreadable"],
      ["text", "x".repeat(1_000_000), "too-long"],
      ["dimension", "MOOD", "choose"],
      ["owner", "vp", "choose"],
    ] as const) {
      await expect(save("Ian", { [field]: value })).rejects.toMatchObject({
        code: "invalid",
        fields: { [field]: code },
      });
    }
    expect(await promised()).toEqual([]);
  });

  test("is asked about first in the next survey, and rated blind until both are final", async () => {
    await answer({}, {});
    await save("Ian");
    await save("Mia", { text: "I bring Ian in before planning", owner: "manager", dimension: "INCL" });
    const first = await nextCycle();
    const viewer = { ian: viewerOf(made, "Ian"), mia: viewerOf(made, "Mia") };
    const { due, questions } = await loadSurvey(viewer.ian, place());
    expect(due?.commitments.map(({ text }) => text)).toEqual([
      content.text,
      "I bring Ian in before planning",
    ]);
    const onHome = async () => (await loadHome(viewer.mia)).duos.flatMap(({ promised: open }) => open);
    expect((await onHome()).map(({ text }) => text)).toEqual(due?.commitments.map(({ text }) => text));
    expect(questions.map(({ code }) => code)).not.toContain("KEPT1");
    expect(await save("Ian", { cycleId: first })).toEqual({ kind: "closed" });

    const draft = { ...submission({}), answers: { KEPT3: "kept" } };
    expect(await saveDraft(viewer.ian, place(), draft)).toMatchObject({ kind: "invalid" });
    const wrong = submission({ KEPT1: "forgotten" });
    expect(await submitResponse(viewer.ian, place(), wrong)).toMatchObject({ kind: "invalid" });
    await submitResponse(viewer.ian, place(), submission({ KEPT1: "kept", KEPT2: "kept" }));
    for (const name of ["Ian", "Mia"] as const) {
      const { commitments } = await duoOf(name, made.cycleId);
      expect(commitments.due?.commitments).toMatchObject([
        { mine: undefined, theirs: undefined },
        { mine: undefined, theirs: undefined },
      ]);
    }
    expect(await onHome()).toHaveLength(2);
    await submitResponse(viewer.mia, place(), submission({ KEPT1: "kept", KEPT2: "partly" }));
    const { commitments } = await duoOf("Mia", made.cycleId);
    expect(commitments.due).toMatchObject({
      cycleId: first,
      commitments: [
        { text: content.text, mine: "kept", theirs: "kept" },
        { owner: "manager", mine: "partly", theirs: "kept" },
      ],
    });
    expect(await onHome()).toEqual([]);
    expect(commitments.past).toHaveLength(1);
    expect(commitments.made).toEqual([]);
    expect((await duoOf("Ian", first)).commitments).toMatchObject({ changeable: false, due: undefined });
  });

  test("one that cannot be read is left out, of the survey too", async () => {
    await answer({}, {});
    await save("Ian");
    await save("Mia");
    await database.arrange(
      "update commitments set content = set_byte(content, 20, get_byte(content, 20) # 1) where slot = 1 and cycle_id = $1",
      [made.cycleId],
    );
    expect(await promised()).toMatchObject([{ slot: 2 }]);
    await nextCycle();
    const { due } = await loadSurvey(viewerOf(made, "Mia"), place());
    expect(due?.commitments).toMatchObject([{ slot: 2 }]);
  });
});
