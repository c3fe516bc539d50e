import { beforeEach, describe, expect, test } from "vitest";
import { asPublisher } from "@/db/client";
import { endAnswers, removeEndedAnswers } from "@/db/queries/retention";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { ownLedger } from "@/testkit/database/ledger";
import { viewerOf } from "@/testkit/factories/viewer";
import { type AnsweredCycle, answeredCycle } from "@/testkit/scenes/answered-cycle";
import { loadAuditLog } from "../audit/read";
import { closeCycle, openCycle } from "../cycles";
import { saveCommitment } from "../duos/commitments";
import { loadDuo } from "../duos/duo";
import { removeDueAnswers } from "../jobs/remove-answers";
import { loadInventory } from "../personal-data/inventory";
import { loadOwnData } from "../personal-data/own-data";
import { readAndWithdraw } from "../personal-data/reading-first";
import { publishCycle } from "../publication/publish-cycle";
import { loadSurvey } from "../responses";
import { changeRetention, loadRetention, undoRetention } from "./retention";

const database = freshDatabase();
ownLedger();
let made: AnsweredCycle;
/** Signed in recently, whatever the clock is moved to. */
const ada = (): Viewer => ({ ...made.viewer("Ada"), signedInAt: new Date("2099-01-01") });
const sql = async (query: string, values: unknown[] = []) => (await database.arrange(query, values)).rows;
const place = () => ({ cycleId: made.cycleId, duoId: made.duos.duo0! });
const moveClock = (by: string) =>
  sql(`update installation set clock_offset = clock_offset + interval '${by}'`);
const rowsOf = async (table: string) =>
  (await sql(`select count(*)::int as n from ${table} where cycle_id = $1`, [made.cycleId]))[0].n as number;
const acts = (action: string) =>
  sql(
    "select actor_id, area, subject_id, detail from audit_log where org_id = $1 and action = $2 order by at",
    [made.orgId, action],
  );
const removed = async () =>
  (await sql("select answers_ended_at, answers_removed_at from cycles where id = $1", [made.cycleId]))[0];

/** Two duos of whom one promised something; closed and published. */
beforeEach(async () => {
  await sql("update installation set clock_offset = '0'");
  made = await answeredCycle(database.admin, { duos: 2 });
  await saveCommitment(made.viewer("Ic0"), {
    ...place(),
    text: "We decide dates together",
    dimension: "ALIGN",
    owner: "both",
  });
  await closeCycle(ada(), { cycleId: made.cycleId });
  await publishCycle(made.orgId, made.cycleId);
});

describe("raw answers whose time is over", () => {
  test("go in batches with what hangs on them; what was published and the scores stay", async () => {
    const before = await sql("select * from published_duo_partners where org_id = $1 order by duo_id", [
      made.orgId,
    ]);
    const scores = await rowsOf("person_scores");
    await moveClock("23 months");
    await removeDueAnswers();
    expect(await removed()).toEqual({ answers_ended_at: null, answers_removed_at: null });
    expect(await rowsOf("response_parts")).toBeGreaterThan(0);

    await moveClock("32 days");
    const parts = await rowsOf("response_parts");
    await removeDueAnswers(5);
    expect(await removed()).toEqual({
      answers_ended_at: expect.any(Date),
      answers_removed_at: expect.any(Date),
    });
    for (const table of ["response_parts", "trust_consents", "talking_points", "commitments"])
      expect([table, await rowsOf(table)]).toEqual([table, 0]);
    expect(await rowsOf("person_scores")).toBe(scores);
    expect(await rowsOf("responses")).toBe(4);
    expect(
      await sql("select * from published_duo_partners where org_id = $1 order by duo_id", [made.orgId]),
    ).toEqual(before);
    const lines = await acts("answers.removed");
    expect(lines.length).toBe(Math.ceil((parts + 1) / 5));
    expect(lines.reduce((sum, { detail }) => sum + detail.rows, 0)).toBe(parts + 1);
    expect(lines[0]).toEqual({
      actor_id: null,
      area: "access",
      subject_id: made.cycleId,
      detail: { number: 4, rows: 5 },
    });
    expect((await loadAuditLog(ada(), {})).lines.map(({ action }) => action)).not.toContain(
      "answers.removed",
    );
    await removeDueAnswers();
    expect(await acts("answers.removed")).toHaveLength(lines.length);
  });

  test("are read by nobody from the first batch on, and the pages say why", async () => {
    await moveClock("25 months");
    expect((await loadDuo(made.viewer("Ic0"), place())).reveal).toBeDefined();
    await sql("update cycles set answers_ended_at = app_now() where id = $1", [made.cycleId]);
    const duo = await loadDuo(made.viewer("Ic0"), place());
    expect(duo).toMatchObject({ reveal: undefined, chosen: { revealed: false, answersEnded: true } });
    expect(duo.chosen.published).not.toBeNull();
    await removeDueAnswers();
    expect(await loadSurvey(made.viewer("Ic0"), place())).toMatchObject({
      state: "closed",
      stored: { answers: {} },
    });
    const { tables, answersKept } = await loadOwnData(made.viewer("Ic0"));
    const stored = (name: string) => tables.find((table) => table.name === name)!.rows.length;
    expect([stored("response_parts"), stored("person_scores"), stored("responses")]).toEqual([0, 1, 1]);
    expect(answersKept).toEqual({ months: 24, next: null, waiting: null });
    // What is left of the answers can still be withdrawn.
    expect(await readAndWithdraw(made.viewer("Ic0"), place())).toBe("removed");
    expect(await rowsOf("person_scores")).toBe(3);
  });

  test("end at no other time and for nobody else, whatever the publisher asks for", async () => {
    const key = { orgId: made.orgId, cycleId: made.cycleId };
    expect(await asPublisher(made.orgId, (tx) => endAnswers(tx, key))).toBe(false);
    await expect(asPublisher(made.orgId, (tx) => removeEndedAnswers(tx, key, 10))).rejects.toMatchObject({
      code: "55000",
    });
    expect(await rowsOf("response_parts")).toBeGreaterThan(0);
  });

  test("wait for the publication of their cycle", async () => {
    await sql("update cycles set state = 'closed', published_at = null where id = $1", [made.cycleId]);
    await moveClock("25 months");
    await removeDueAnswers();
    expect(await removed()).toMatchObject({ answers_ended_at: null });
  });
});

describe("how long they are kept", () => {
  test("is shown with what another time would remove, and a shorter one waits a day and can be undone", async () => {
    await moveClock("13 months");
    expect(await loadRetention(ada(), { months: "12" })).toMatchObject({
      months: 24,
      next: null,
      wanted: 12,
      refused: null,
      cycles: [{ number: 4, promisedMonths: 24, surveys: 4, ended: false }],
    });
    expect((await loadInventory(ada())).answersKept).toMatchObject({ months: 24, next: { number: 4 } });
    expect(await changeRetention(ada(), { months: "12", expected: "24" })).toBe("waiting");
    await removeDueAnswers();
    expect(await removed()).toMatchObject({ answers_ended_at: null });
    const waits = await loadRetention(ada(), {});
    expect(waits).toMatchObject({ months: 24, wanted: null, next: { months: 12 } });
    expect(waits.cycles[0]!.wantedEndsAt! < waits.cycles[0]!.endsAt).toBe(true);
    // Its time is over already under the shorter one, so the answers go when that takes effect.
    expect((await loadInventory(ada())).answersKept).toMatchObject({
      next: { endsAt: waits.cycles[0]!.endsAt },
      waiting: { months: 12, from: waits.next!.from, next: { number: 4 } },
    });
    await expect(changeRetention(ada(), { months: "6", expected: "24" })).rejects.toMatchObject({
      code: "stale",
    });
    await undoRetention(ada());
    await expect(undoRetention(ada())).rejects.toMatchObject({ code: "conflict" });
    await moveClock("2 days");
    await removeDueAnswers();
    expect(await removed()).toMatchObject({ answers_ended_at: null });

    expect(await changeRetention(ada(), { months: "12", expected: "24" })).toBe("waiting");
    await moveClock("1 day");
    await expect(undoRetention(ada())).rejects.toMatchObject({ code: "conflict" });
    expect(await loadRetention(ada(), {})).toMatchObject({ months: 12, next: null });
    await removeDueAnswers();
    expect(await removed()).toMatchObject({ answers_removed_at: expect.any(Date) });
    const changes = await acts("retention.changed");
    expect(changes.map(({ detail }) => detail)).toEqual([
      { months: 12, before: 24 },
      { months: 12, before: 24 },
    ]);
    expect(await acts("retention.undone")).toHaveLength(1);
  });

  test("gets longer for cycles that open from then on, and what was promised stays", async () => {
    expect(await changeRetention(ada(), { months: "36", expected: "24" })).toBe("changed");
    expect(await changeRetention(ada(), { months: "36", expected: "36" })).toBe("same");
    const closesLocal = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 16);
    const opened = await openCycle(ada(), { closesLocal, timeZone: "UTC", sharingMode: "scoped" });
    const promised = await sql("select id, retention_months from cycles where org_id = $1 order by number", [
      made.orgId,
    ]);
    expect(promised.map(({ retention_months }) => retention_months)).toEqual([24, 36]);
    expect(promised[1].id).toBe(opened.cycleId);
    expect(await loadSurvey(made.viewer("Ic0"), { ...place(), cycleId: opened.cycleId })).toMatchObject({
      retentionMonths: 36,
    });
    await moveClock("25 months");
    await removeDueAnswers();
    expect(await removed()).toMatchObject({ answers_removed_at: expect.any(Date) });
  });

  test("is a whole number of months from 6 to 60", async () => {
    for (const months of ["5", "61", "24.5", "many", ""]) {
      await expect(async () => changeRetention(ada(), { months, expected: "24" })).rejects.toMatchObject({
        code: "invalid",
      });
      expect(await loadRetention(ada(), { months })).toMatchObject({ wanted: null, refused: months });
    }
  });

  test("is an admin's to read and to change, with a recent sign-in", async () => {
    const ic = made.viewer("Ic0");
    await expect(async () => loadRetention(ic, {})).rejects.toMatchObject({ code: "not-found" });
    await expect(async () => changeRetention(ic, { months: "12", expected: "24" })).rejects.toMatchObject({
      code: "not-found",
    });
    const old = { ...viewerOf(made, "Ada", { isAdmin: true }), signedInAt: new Date(0) };
    await expect(undoRetention(old)).rejects.toMatchObject({ code: "sign-in-again" });
  });
});
