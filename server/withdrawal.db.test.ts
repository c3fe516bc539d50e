import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { promiseVersion } from "@/lib/domain/cycles";
import type { Viewer } from "@/lib/domain/permissions";
import type { WithdrawalStage } from "@/lib/personal-data/withdrawing";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { ownLedger } from "@/testkit/database/ledger";
import { evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { closeCycle } from "./cycles";
import { loadDuo } from "./duos/duo";
import { loadHome } from "./duos/home";
import { readAndWithdraw, readAndWithdrawEverything } from "./personal-data/reading-first";
import { loadWithdrawing, withdrawEverything } from "./personal-data/withdrawing";
import { publishCycle } from "./publication/publish-cycle";
import { loadSurvey, saveDraft, submitResponse } from "./responses";
import { withdrawResponse } from "./withdrawal";

const database = freshDatabase();
ownLedger();
let made: MadeOrganization;

const viewer = (name: string): Viewer => ({
  orgId: made.orgId,
  personId: made.people[name]!.id,
  userId: randomUUID(),
  name,
  timeZone: "UTC",
  locale: "en",
  isAdmin: name === "Ada",
  isReviewer: name === "Rhea",
  leads: [],
  signedInAt: new Date(),
});
const survey = () => ({ cycleId: made.cycleId, duoId: made.duos.first! });
const answers = (revision = 0) => ({
  revision,
  promiseVersion,
  answers: evenAnswers(4),
  key: randomUUID(),
});
const submit = (name: string, key: string = randomUUID()) =>
  submitResponse(viewer(name), survey(), { ...answers(), key });
const closeAndPublish = async () => {
  await closeCycle(viewer("Ada"), { cycleId: made.cycleId });
  await publishCycle(made.orgId, made.cycleId);
};
const count = async (table: string, column: string, name: string) => {
  const { rows } = await database.admin.query(
    `select count(*)::int as n from ${table} where cycle_id = $1 and ${column} = $2`,
    [made.cycleId, made.people[name]!.id],
  );
  return rows[0].n as number;
};
/** What becomes of Ian's withdrawal after he read what happens at one stage. */
const attemptAt = (stage: WithdrawalStage) =>
  withdrawResponse(viewer("Ian"), { ...survey(), stage }).catch(({ code }) => code as string);
const duoOf = (name: string) => loadDuo(viewer(name), { duoId: made.duos.first });

const arranged = (duos: Record<string, { ic: string; manager: string }>) =>
  createOrganization(database.admin, {
    people: { Ada: { admin: true }, Rhea: { reviewer: true }, Ian: {}, Mia: {}, Nia: {} },
    duos,
    // Asks the core alone: the profile comes with the first and every sixth cycle.
    cycle: { number: 4 },
  });

/** The refusal of answers by somebody who withdrew theirs. */
const withdrawn = { kind: "withdrawn", inForce: null, draft: null, shown: false };

beforeEach(async () => {
  made = await arranged({ first: { ic: "Ian", manager: "Mia" } });
});

describe("withdrawing one's answers", () => {
  test("before the close removes them, ends the reveal and bars answering in that cycle", async () => {
    const key = randomUUID();
    await submit("Ian", key);
    await submit("Mia");
    expect((await duoOf("Mia")).reveal).toBeDefined();
    expect(await readAndWithdraw(viewer("Ian"), survey())).toBe("removed");
    expect(await count("response_parts", "author_id", "Ian")).toBe(0);
    for (const name of ["Ian", "Mia"]) {
      const { reveal, chosen } = await duoOf(name);
      expect([name, reveal, chosen.revealed]).toEqual([name, undefined, false]);
    }
    expect((await duoOf("Mia")).chosen).toMatchObject({ partnerFinal: false, partnerDeleted: false });
    // What home says is what the survey says: Mia's answers were read, and change no more.
    expect((await loadHome(viewer("Mia"))).due).toMatchObject([{ progress: "fixed" }]);
    expect(await loadSurvey(viewer("Mia"), survey())).toMatchObject({
      state: "fixed",
      remains: { inForce: expect.any(Object), draft: null, shown: false },
    });
    expect((await duoOf("Ian")).chosen).toMatchObject({ ownFinal: false, ownDeleted: true });

    expect(await submit("Ian")).toEqual(withdrawn);
    expect(await submit("Ian", key)).toEqual(withdrawn);
    expect(await saveDraft(viewer("Ian"), survey(), answers(1))).toEqual(withdrawn);
    expect(await loadSurvey(viewer("Ian"), survey())).toMatchObject({
      state: "withdrawn",
      stored: { answers: {} },
    });
    expect((await loadHome(viewer("Ian"))).due).toEqual([]);
    expect((await loadHome(viewer("Ian"))).duos).toMatchObject([
      { withdrew: { opensOn: expect.any(String) } },
    ]);
    expect((await loadHome(viewer("Mia"))).duos).toMatchObject([{ withdrew: undefined }]);
    expect((await duoOf("Ian")).chosen.withdrew).toBe(true);
    expect((await duoOf("Mia")).chosen.withdrew).toBe(false);
    expect((await loadHome(viewer("Mia"))).due).toHaveLength(1);

    await closeAndPublish();
    const { rows } = await database.admin.query(
      "select complete from published_duo_partners where cycle_id = $1",
      [made.cycleId],
    );
    expect(rows).toEqual([{ complete: false }]);
  });

  test("between the close and the publication waits: the answers count, and go with the publication", async () => {
    await submit("Ian");
    await submit("Mia");
    await closeCycle(viewer("Ada"), { cycleId: made.cycleId });
    expect(await readAndWithdraw(viewer("Ian"), survey())).toBe("waiting");
    expect(await readAndWithdraw(viewer("Ian"), survey())).toBe("withdrawn-before");
    expect(await count("response_parts", "author_id", "Ian")).toBe(6);
    expect((await duoOf("Mia")).chosen.partnerDeleted).toBe(false);
    expect((await duoOf("Ian")).chosen).toMatchObject({ withdrew: true, ownDeleted: false });

    await publishCycle(made.orgId, made.cycleId);
    const { rows } = await database.admin.query(
      "select complete from published_duo_partners where cycle_id = $1",
      [made.cycleId],
    );
    expect(rows).toEqual([{ complete: true }]);
    expect(await count("response_parts", "author_id", "Ian")).toBe(0);
    expect(await count("person_scores", "person_id", "Ian")).toBe(0);
    expect(await count("person_scores", "person_id", "Mia")).toBe(1);
    expect(await duoOf("Mia")).toMatchObject({ reveal: undefined, chosen: { partnerDeleted: true } });
  });

  test("after the publication removes answers and scores, and the partner reads that they are deleted", async () => {
    await submit("Ian");
    await submit("Mia");
    await closeAndPublish();
    const published = async () =>
      (await database.admin.query("select * from published_duo_partners where cycle_id = $1", [made.cycleId]))
        .rows;
    const before = await published();
    expect(await readAndWithdraw(viewer("Mia"), survey())).toBe("removed");
    expect(await published()).toEqual(before);
    expect(await count("response_parts", "author_id", "Mia")).toBe(0);
    expect(await count("person_scores", "person_id", "Mia")).toBe(0);
    expect(await count("response_parts", "author_id", "Ian")).toBe(6);
    expect(await duoOf("Ian")).toMatchObject({
      reveal: undefined,
      chosen: { revealed: false, ownDeleted: false, partnerDeleted: true, partnerFinal: true },
    });
    expect((await duoOf("Mia")).chosen).toMatchObject({ ownDeleted: true, partnerDeleted: false });
  });

  test("racing with a submission leaves no answer behind, or every one where it came after it", async () => {
    const [, asked] = await Promise.all([submit("Ian"), attemptAt("draft")]);
    expect(await count("response_parts", "author_id", "Ian")).toBe(asked === "removed" ? 0 : 6);
    expect((await duoOf("Ian")).chosen.ownFinal).toBe(asked === "stale");
  });

  test("racing with a publication is carried out with it, or is to be read anew", async () => {
    await submit("Ian");
    await submit("Mia");
    await closeCycle(viewer("Ada"), { cycleId: made.cycleId });
    const [, asked] = await Promise.all([
      publishCycle(made.orgId, made.cycleId),
      attemptAt("closed-revealed"),
    ]);
    expect(await count("response_parts", "author_id", "Ian")).toBe(asked === "waiting" ? 0 : 6);
    if (asked === "stale") expect(await readAndWithdraw(viewer("Ian"), survey())).toBe("removed");
    expect(await count("response_parts", "author_id", "Ian")).toBe(0);
    expect(await count("person_scores", "person_id", "Ian")).toBe(0);
  });

  test("is written in the log, for the reviewer alone", async () => {
    await submit("Ian");
    await readAndWithdraw(viewer("Ian"), survey());
    await readAndWithdraw(viewer("Ian"), survey());
    const { rows } = await database.admin.query(
      "select actor_id, area, subject_id from audit_log where org_id = $1 and action = 'answers.withdrawn'",
      [made.orgId],
    );
    expect(rows).toEqual([{ actor_id: made.people.Ian!.id, area: "access", subject_id: made.duos.first }]);
  });

  test.each(["Ada", "Rhea"])("of others is not found by %s", (name) =>
    expect(readAndWithdraw(viewer(name), survey())).rejects.toMatchObject({ code: "not-found" }),
  );
});

describe("withdrawing everything", () => {
  const chosenBy = async (name: string) => (await loadWithdrawing(viewer(name), { all: "yes" })).chosen;
  const inSecond = () => ({ cycleId: made.cycleId, duoId: made.duos.second! });
  beforeEach(async () => {
    // The second is what the first becomes once Mia is replaced.
    made = await arranged({
      first: { ic: "Ian", manager: "Mia" },
      second: { ic: "Ian", manager: "Nia" },
    });
  });

  test("of a duo that was replaced is either old partner's to do, and the new partner finds nothing there", async () => {
    await submit("Ian");
    await submit("Mia");
    await database.arrange(`update duos set ended_on = current_date where id = '${made.duos.first}'`);
    for (const query of [{ all: "yes" }, { cycle: made.cycleId, duo: made.duos.first }]) {
      expect(await loadWithdrawing(viewer("Nia"), query)).toMatchObject({ surveys: [], chosen: [] });
    }
    await expect(readAndWithdraw(viewer("Nia"), survey())).rejects.toMatchObject({ code: "not-found" });
    await expect(readAndWithdrawEverything(viewer("Nia"))).rejects.toMatchObject({ code: "not-found" });
    expect(await readAndWithdraw(viewer("Mia"), survey())).toBe("removed");
    expect(await count("response_parts", "author_id", "Mia")).toBe(0);
    expect(await count("response_parts", "author_id", "Ian")).toBe(6);
  });

  test("removes drafts and answers of all one's duos, and says before what is in them", async () => {
    await submit("Ian");
    await submit("Mia");
    await saveDraft(viewer("Ian"), inSecond(), answers());
    const { surveys, chosen, done } = await loadWithdrawing(viewer("Ian"), { all: "yes" });
    expect(chosen).toEqual(surveys);
    const byDuo = Object.fromEntries(chosen.map((one) => [one.duoId, one]));
    expect(byDuo[made.duos.first!]).toMatchObject({ stage: "open-revealed", submitted: true });
    expect(byDuo[made.duos.second!]).toMatchObject({ stage: "draft", submitted: false });
    expect(await readAndWithdrawEverything(viewer("Ian"))).toBe(2);
    expect(await count("response_parts", "author_id", "Ian")).toBe(0);
    expect(await count("response_parts", "author_id", "Mia")).toBe(6);
    const after = await loadWithdrawing(viewer("Ian"), { all: "yes" });
    expect([done, after.done]).toEqual([false, true]);
    expect(after.surveys.map(({ withdrawn }) => withdrawn)).toEqual(["removed", "removed"]);
    expect(after.chosen).toEqual([]);
    // A survey that is open in another tab is told that the cycle takes no more of its answers.
    expect(await saveDraft(viewer("Ian"), inSecond(), answers(1))).toEqual(withdrawn);
  });

  test("waits where results are being computed, and is done with the publication", async () => {
    await submit("Ian");
    await submit("Mia");
    await closeCycle(viewer("Ada"), { cycleId: made.cycleId });
    expect((await loadWithdrawing(viewer("Ian"), { all: "yes" })).chosen).toMatchObject([
      { stage: "closed-revealed" },
    ]);
    expect(await readAndWithdrawEverything(viewer("Ian"))).toBe(1);
    const state = async () =>
      (await loadWithdrawing(viewer("Ian"), {})).surveys.map(({ withdrawn }) => withdrawn);
    expect(await state()).toEqual(["waiting"]);
    await publishCycle(made.orgId, made.cycleId);
    expect(await state()).toEqual(["removed"]);
  });

  test("by both partners at the same moment removes both, and neither waits for ever", async () => {
    await submit("Ian");
    await submit("Mia");
    const read = await Promise.all(["Ian", "Mia"].map(chosenBy));
    const asked = await Promise.allSettled(
      ["Ian", "Mia"].map((name, index) => withdrawEverything(viewer(name), read[index])),
    );
    // The comparison that the second one read about had ended.
    const second = asked.findIndex(({ status }) => status === "rejected");
    expect(asked[second]).toMatchObject({ reason: { code: "stale" } });
    expect(await readAndWithdrawEverything(viewer(["Ian", "Mia"][second]!))).toBe(1);
    for (const name of ["Ian", "Mia"]) expect(await count("response_parts", "author_id", name)).toBe(0);
  });

  test("with nothing left is refused, and leaves no line in the log", async () => {
    await expect(withdrawEverything(viewer("Ian"), [])).rejects.toMatchObject({ code: "not-found" });
    const { rows } = await database.admin.query(
      "select 1 from audit_log where org_id = $1 and action = 'answers.withdrawn'",
      [made.orgId],
    );
    expect(rows).toEqual([]);
  });
});
