import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { actAs, asAuth, withViewer } from "@/db/client";
import { replayErasure } from "@/db/queries/erasures";
import { withdrawOwnAnswers } from "@/db/queries/withdrawals";
import { withClient } from "@/db/setup/create-database";
import type { WithdrawalStage } from "@/lib/personal-data/withdrawing";
import { erasures } from "@/testkit/scenes/erasures";
import { closeCycle } from "../cycles";
import { readAndWithdraw, readAndWithdrawEverything } from "../personal-data/reading-first";
import { publishCycle } from "../publication/publish-cycle";
import { readAndErase } from "./reading-first";
import { rebuildLedger } from "./rebuild";
import { replayErasures } from "./replay";

const on = erasures({ closeCycle, publishCycle, erasePerson: readAndErase });
const { ledger, sql, idOf, publish, rowsOf, lines, database } = on;
const place = () => ({ cycleId: on.made.cycleId, duoId: on.made.duos.duo0! });
const withdraw = () => readAndWithdraw(on.made.viewer("Ic0"), place());
const whose = () => `cycle_id = '${place().cycleId}' and duo_id = '${place().duoId}'`;
const parts = () => rowsOf("response_parts", "author_id", "Ic0");
const final = async () =>
  (
    await sql(
      `select final_at is not null as final from duo_cycle_sides where ${whose()} and person_id = '${idOf("Ic0")}'`,
    )
  )[0];
const kept = ["response_parts", "duo_cycle_sides", "person_scores", "trust_consents"];

/** Keeps what a backup of now has of the first duo. */
const backUp = async () => {
  for (const table of kept) {
    await sql(`drop table if exists ${table}_then`);
    await sql(`create temp table ${table}_then as select * from ${table} where ${whose()}`);
  }
};
/** Makes the database what it was then: the ledger knows more than it does. */
const bringBack = async () => {
  await sql("delete from erasures");
  await sql(`delete from answer_withdrawals where ${whose()}`);
  for (const table of kept) {
    await sql(`delete from ${table} where ${whose()}`);
    await sql(`insert into ${table} select * from ${table}_then`);
  }
};

beforeEach(backUp);

test("a withdrawal is a line with ids alone, of each survey, and nothing without it", async () => {
  expect(await withdraw()).toBe("removed");
  expect(lines()).toEqual([
    {
      position: 1,
      id: idOf("Ic0"),
      organizationId: on.made.orgId,
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      ...place(),
      previous: "",
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ]);
  expect(await withdraw()).toBe("withdrawn-before");
  expect(lines()).toHaveLength(1);
  expect(await readAndWithdrawEverything(on.made.viewer("Manager0"))).toBe(1);
  expect(lines()[1]).toMatchObject({ position: 2, id: idOf("Manager0"), previous: lines()[0].hash });
  rmSync(ledger);
  mkdirSync(ledger);
  await expect(
    readAndWithdraw(on.made.viewer("Ic1"), { ...place(), duoId: on.made.duos.duo1! }),
  ).rejects.toMatchObject({ code: "unavailable" });
  expect(await rowsOf("response_parts", "author_id", "Ic1")).toBeGreaterThan(0);
});

test("in a cycle that is open again the answers go once more, and none are taken", async () => {
  await withdraw();
  await bringBack();
  expect([(await parts()) > 0, await final()]).toEqual([true, { final: true }]);
  expect(await replayErasures()).toBe(1);
  expect([await parts(), await final()]).toEqual([0, { final: false }]);
  expect(await withdraw()).toBe("withdrawn-before");
  expect(await replayErasures()).toBe(0);
});

test("in a closed one they go with the publication, in a published one with their scores", async () => {
  await withdraw();
  await bringBack();
  await closeCycle(on.ada(), { cycleId: place().cycleId });
  expect(await replayErasures()).toBe(1);
  expect(await parts()).toBeGreaterThan(0);
  await publishCycle(on.made.orgId, place().cycleId);
  expect([await parts(), await rowsOf("person_scores", "person_id", "Ic0")]).toEqual([0, 0]);
});

test("after the publication the scores go too, and what was published stays", async () => {
  await publish();
  await backUp();
  await withdraw();
  await bringBack();
  const published = () => sql(`select * from published_duos where ${whose()}`);
  const before = await published();
  expect(await rowsOf("person_scores", "person_id", "Ic0")).toBe(1);
  expect(await replayErasures()).toBe(1);
  expect([await parts(), await rowsOf("person_scores", "person_id", "Ic0")]).toEqual([0, 0]);
  expect(await published()).toEqual(before);
});

test("a line of a survey that the database does not have is kept, out of order and in a session none is done", async () => {
  const line = { id: idOf("Ic0"), cycleId: idOf("Ada"), duoId: place().duoId, hash: "x", date: "2026-01-31" };
  const replay = (position: number, personId?: string) =>
    asAuth(async (tx) => {
      await actAs(tx, { orgId: on.made.orgId, ...(personId && { personId }) });
      await replayErasure(tx, { ...line, position });
    });
  await replay(2);
  await expect(replay(1, idOf("Ada"))).rejects.toMatchObject({ code: "42501" });
  expect(await sql("select 1 from erasures")).toEqual([]);
  await replay(1);
  expect(await sql("select cycle_id, position::int from erasures")).toEqual([
    { cycle_id: line.cycleId, position: 1 },
  ]);
  expect(await parts()).toBeGreaterThan(0);
});

test("a lost ledger is written anew with both kinds of line, byte by byte", async () => {
  await withdraw();
  await publish();
  await on.erase("Ic1");
  const was = readFileSync(ledger, "utf8");
  rmSync(ledger);
  await withClient(database.adminUrl, (client) => rebuildLedger(client, ledger));
  expect(readFileSync(ledger, "utf8")).toBe(was);
  expect(await replayErasures()).toBe(0);
});

test("what is withdrawn by SQL is added to the file by the next start or withdrawal, and a contradiction is refused", async () => {
  const bySql = (name: string, duo: "duo0" | "duo1", stage: WithdrawalStage = "open-revealed") =>
    withViewer(on.made.viewer(name), (tx) =>
      withdrawOwnAnswers(tx, { ...place(), duoId: on.made.duos[duo]!, stage }),
    );
  expect(await bySql("Ic0", "duo0")).toBe("removed");
  expect(await replayErasures()).toBe(0);
  expect(lines()).toEqual([expect.objectContaining({ position: 1, id: idOf("Ic0"), ...place() })]);
  await bySql("Ic1", "duo1");
  await readAndWithdraw(on.made.viewer("Manager0"), place());
  expect(lines().map(({ id }) => id)).toEqual(["Ic0", "Ic1", "Manager0"].map(idOf));
  expect(await replayErasures()).toBe(0);
  await bySql("Manager1", "duo1", "open");
  await sql("update erasures set person_id = $1 where position = 4", [idOf("Ada")]);
  await expect(replayErasures()).rejects.toThrow(/is not the one of this database: line 4 differs/);
  // A file that once had its lines is never taken for one that is behind.
  rmSync(ledger);
  await expect(replayErasures()).rejects.toThrow(/is missing: .* knows of 3 lines/);
});
