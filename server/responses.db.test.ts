import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { promiseVersion } from "@/lib/domain/cycles";
import type { Viewer } from "@/lib/domain/permissions";
import { storedParts } from "@/testkit/factories/answers";
import { stage } from "@/testkit/scenes/stage";
import { loadDuo } from "./duos/duo";
import { loadHome } from "./duos/home";
import { loadSurvey, saveDraft, submitResponse } from "./responses";

const on = stage();

/** Every scaled core item at the middle, the choice at its second option. */
const middling = Object.fromEntries(
  "DQ1 ST1 SB1 OT1 OT2 IN1 IN2 IN3 TI1 TI2 TR1 TR2 AL1 AL2 AL3 CU1 MX1".split(" ").map((code) => [code, 3]),
);
const complete: Record<string, number | string> = { ...middling, DQ2: "b" };

type Person = "ic" | "manager" | "otherIc" | "vp" | "admin";
const viewer = (name: Person): Viewer => ({
  orgId: on.scene.org,
  personId: on.scene.people[name],
  userId: randomUUID(),
  name,
  timeZone: "UTC",
  locale: "en",
  isAdmin: name === "admin",
  isReviewer: false,
  leads: [],
  signedInAt: new Date(),
});
const place = () => ({ cycleId: on.scene.cycle, duoId: on.scene.duos.watched });
const draft = (revision: number, answers: object = complete, key: string = randomUUID()) => ({
  revision,
  promiseVersion,
  answers,
  key,
});
const submission = (revision: number, key?: string, answers?: object) => draft(revision, answers, key);
/** What there is of somebody who neither saved nor submitted. */
const nothing = { inForce: null, draft: null, shown: false };
/** How far somebody's home says that they are in their survey of the duo. */
const progress = async (name: Person) =>
  (await loadHome(viewer(name))).due.find(({ duoId }) => duoId === on.scene.duos.watched)?.progress;
const rows = async (query: string) => (await on.arrange(query)).rows;

beforeEach(async () => {
  const watched = `duo_id = '${on.scene.duos.watched}'`;
  await on.arrange(`update cycles set closes_at = '2036-01-01' where id = '${on.scene.cycle}'`);
  await on.arrange(
    `update duo_cycles set closed = false, left_at = null where cycle_id = '${on.scene.cycle}'`,
  );
  await on.setFinal(false, false);
  await on.arrange(`delete from response_parts where ${watched}`);
  await on.arrange(`delete from responses where ${watched}`);
});

describe("drafts", () => {
  test("are kept as typed and come back on another device", async () => {
    expect(await saveDraft(viewer("ic"), place(), draft(0, { DQ1: 4 }))).toEqual({
      kind: "saved",
      revision: 1,
    });
    expect(await saveDraft(viewer("ic"), place(), draft(1, { DQ1: 4, TR1: "na", IN3: 2 }))).toEqual({
      kind: "saved",
      revision: 2,
    });
    const survey = await loadSurvey(viewer("ic"), place());
    expect(survey).toMatchObject({ accepted: true, state: "open", partnerName: "manager" });
    expect(survey.stored).toMatchObject({ revision: 2, answers: { DQ1: 4, TR1: "na", IN3: 2 } });
    const stored = await storedParts(on.database.admin, on.scene.duos.watched);
    expect(stored.map(({ class: partClass, answers }) => ({ class: partClass, answers }))).toEqual([
      { class: "A", answers: {} },
      { class: "P", answers: { IN3: 2 } },
      { class: "S", answers: { DQ1: 4 } },
      // Stored for everybody, so that no row tells who wrote something.
      { class: "comment", answers: {} },
      { class: "note", answers: {} },
      { class: "trust", answers: { TR1: "na" } },
    ]);
  });

  test("are timed from save to save until the first submission, a pause as two minutes, by the database alone", async () => {
    const seconds = async () =>
      (await rows(`select answering_seconds from responses where duo_id = '${on.scene.duos.watched}'`))[0]
        .answering_seconds;
    const earlier = (interval: string) =>
      on.arrange(
        `update responses set updated_at = updated_at - interval '${interval}' where duo_id = '${on.scene.duos.watched}'`,
      );
    await saveDraft(viewer("ic"), place(), draft(0, { DQ1: 4 }));
    expect(await seconds()).toBe(0);
    await earlier("50 seconds");
    await saveDraft(viewer("ic"), place(), draft(1, { DQ1: 3 }));
    expect(await seconds()).toBeGreaterThanOrEqual(50);
    expect(await seconds()).toBeLessThan(80);
    const before = await seconds();
    await earlier("1 hour");
    await submitResponse(viewer("ic"), place(), submission(2));
    expect(await seconds()).toBe(before + 120);
    await earlier("1 minute");
    await submitResponse(viewer("ic"), place(), submission(3));
    expect(await seconds()).toBe(before + 120);
    expect(await on.attempt("app", "ic", "update responses set answering_seconds = 1")).toBe("42501");
  });

  test("of an older revision are refused with what is in force and which request wrote it", async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await saveDraft(viewer("ic"), place(), draft(0, { DQ1: 4 }, first));
    const stale = { kind: "stale", revision: 1, answers: { DQ1: 4 }, key: first };
    expect(await saveDraft(viewer("ic"), place(), draft(0, { DQ1: 1 }))).toEqual(stale);
    expect((await loadSurvey(viewer("ic"), place())).stored.key).toBe(first);
    await submitResponse(viewer("ic"), place(), submission(1, second));
    expect((await loadSurvey(viewer("ic"), place())).stored.key).toBe(second);
  });

  test.each([
    ["an option the item does not have", { DQ1: 6 }, { DQ1: "not-an-option" }],
    ["an item that is not asked", { ALLOC: {} }, { ALLOC: "unknown-item" }],
  ])("with %s say which", async (_, answers, messages) => {
    await on.arrange(`update cycles set number = 4 where id = '${on.scene.cycle}'`);
    expect(await saveDraft(viewer("ic"), place(), draft(0, answers))).toEqual({ kind: "invalid", messages });
    expect(await rows(`select 1 from responses where author_id = '${on.scene.people.ic}'`)).toEqual([]);
    await on.arrange(`update cycles set number = 2 where id = '${on.scene.cycle}'`);
  });

  test.each(["otherIc", "vp", "admin"] as const)("of %s in somebody else's duo find nothing", (name) =>
    expect(saveDraft(viewer(name), place(), draft(0))).rejects.toMatchObject({ code: "not-found" }),
  );

  test("for ids that are none find nothing", async () => {
    for (const wrong of [
      { cycleId: "1", duoId: "2" },
      { cycleId: randomUUID(), duoId: randomUUID() },
      null,
    ]) {
      await expect(loadSurvey(viewer("ic"), wrong)).rejects.toMatchObject({ code: "not-found" });
    }
  });
});

describe("submission", () => {
  test("refuses missing required answers by name and writes nothing", async () => {
    const { DQ1, ...rest } = complete;
    expect(DQ1).toBe(3);
    expect(await submitResponse(viewer("ic"), place(), submission(0, undefined, rest))).toEqual({
      kind: "invalid",
      messages: { DQ1: "required" },
    });
    expect(await rows(`select 1 from responses where author_id = '${on.scene.people.ic}'`)).toEqual([]);
  });

  test("a repeat with the same key gets the same answer, another key a new revision", async () => {
    const first = submission(0);
    const outcome = { kind: "submitted", revision: 1, revealed: false };
    expect(await submitResponse(viewer("ic"), place(), first)).toEqual(outcome);
    expect(await submitResponse(viewer("ic"), place(), first)).toEqual(outcome);
    expect(await submitResponse(viewer("ic"), place(), submission(1))).toEqual({ ...outcome, revision: 2 });
  });

  test("fifty at once with one key leave one response and fifty equal answers", async () => {
    const input = submission(0);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => submitResponse(viewer("ic"), place(), input)),
    );
    expect(new Set(outcomes.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ kind: "submitted", revision: 1, revealed: false })]),
    );
    expect(await rows(`select revision from responses where author_id = '${on.scene.people.ic}'`)).toEqual([
      { revision: 1 },
    ]);
  });

  test("stays in force while a changed version is only a draft", async () => {
    await submitResponse(viewer("ic"), place(), submission(0));
    await saveDraft(viewer("ic"), place(), draft(1, { ...complete, DQ1: 5 }));
    await submitResponse(viewer("manager"), place(), submission(0));
    const { reveal } = await loadDuo(viewer("manager"), { duoId: on.scene.duos.watched });
    const rowsOfCore = reveal?.topics.flatMap((topic) => topic.rows);
    expect(rowsOfCore?.find((row) => row.item === "DQ1")).toMatchObject({ mine: 3, theirs: 3 });
  });

  test("by both opens the reveal to both and locks the answers", async () => {
    await submitResponse(viewer("ic"), place(), submission(0));
    expect((await loadDuo(viewer("manager"), { duoId: on.scene.duos.watched })).reveal).toBeUndefined();
    const last = await submitResponse(
      viewer("manager"),
      place(),
      submission(0, undefined, { ...complete, AL1: 5 }),
    );
    expect(last).toEqual({ kind: "submitted", revision: 1, revealed: true });
    for (const name of ["ic", "manager"] as const) {
      const { reveal } = await loadDuo(viewer(name), { duoId: on.scene.duos.watched });
      expect(reveal?.topics[0]?.rows[0]).toMatchObject({ item: "AL1", gap: 50 });
      const items = reveal?.topics.flatMap((topic) => topic.rows.map((row) => row.item)) ?? [];
      expect(items.filter((item) => ["OT2", "TI2", "TR1", "TR2", "IN3"].includes(item))).toEqual([]);
      const locked = { kind: "locked", draft: null, shown: true };
      expect(await submitResponse(viewer(name), place(), submission(1))).toMatchObject(locked);
      expect(await saveDraft(viewer(name), place(), draft(1))).toMatchObject(locked);
    }
  });

  test("by both leaves what one had changed and not submitted a draft, and says so where it is refused", async () => {
    const [submitted, changed] = [{ ...complete }, { ...complete, DQ1: 5, COMMENT: "Never sent" }];
    await submitResponse(viewer("ic"), place(), submission(0, undefined, submitted));
    expect(await progress("ic")).toBe("submitted");
    await saveDraft(viewer("ic"), place(), draft(1, changed));
    expect(await progress("ic")).toBe("changed");
    await submitResponse(viewer("manager"), place(), submission(0));
    expect(await progress("ic")).toBe("final");
    const locked = { kind: "locked", inForce: submitted, draft: changed, shown: true };
    for (const write of [saveDraft, submitResponse]) {
      expect(await write(viewer("ic"), place(), draft(2, { ...changed, DQ1: 1 }))).toEqual(locked);
    }
    const { kind, ...remains } = locked;
    expect(await loadSurvey(viewer("ic"), place())).toMatchObject({ state: kind, remains });
    expect(await loadSurvey(viewer("manager"), place())).toMatchObject({ remains: { draft: null } });
  });

  test("by one alone, and the close after it, leaves it unread", async () => {
    await submitResponse(viewer("ic"), place(), submission(0));
    await saveDraft(viewer("manager"), place(), draft(0, { DQ1: 2 }));
    await on.arrange(`update duo_cycles set closed = true where cycle_id = '${on.scene.cycle}'`);
    expect(await saveDraft(viewer("ic"), place(), draft(1))).toMatchObject({
      inForce: complete,
      shown: false,
    });
    const draftAlone = { kind: "closed", inForce: null, draft: { DQ1: 2 }, shown: false };
    expect(await saveDraft(viewer("manager"), place(), draft(1))).toEqual(draftAlone);
  });

  test("after the close, or past the end of the window, is refused", async () => {
    await on.arrange(
      `update cycles set closes_at = now() - interval '1 second' where id = '${on.scene.cycle}'`,
    );
    expect(await submitResponse(viewer("ic"), place(), submission(0))).toEqual({
      kind: "closed",
      ...nothing,
    });
    await on.arrange(`update cycles set closes_at = '2036-01-01' where id = '${on.scene.cycle}'`);
    await on.arrange(`update duo_cycles set closed = true where cycle_id = '${on.scene.cycle}'`);
    expect(await submitResponse(viewer("ic"), place(), submission(0))).toEqual({
      kind: "closed",
      ...nothing,
    });
    expect(await saveDraft(viewer("ic"), place(), draft(0))).toEqual({ kind: "closed", ...nothing });
  });

  test("after the duo left an open cycle is refused, with that reason", async () => {
    await on.arrange(
      `update duo_cycles set closed = true, left_at = app_now() where cycle_id = '${on.scene.cycle}'`,
    );
    expect(await submitResponse(viewer("ic"), place(), submission(0))).toEqual({ kind: "left", ...nothing });
    expect(await saveDraft(viewer("ic"), place(), draft(0))).toEqual({ kind: "left", ...nothing });
  });

  test("racing with the close is acknowledged and kept, or refused and absent", async () => {
    const close = on.arrange(
      `update duo_cycles set closed = true where duo_id = '${on.scene.duos.watched}' and cycle_id = '${on.scene.cycle}'`,
    );
    const [outcome] = await Promise.all([submitResponse(viewer("ic"), place(), submission(0)), close]);
    const kept = await rows(
      `select 1 from response_parts where author_id = '${on.scene.people.ic}' and stage = 'final'`,
    );
    expect([outcome.kind, kept.length > 0]).toEqual(
      outcome.kind === "submitted" ? ["submitted", true] : ["closed", false],
    );
  });
});
