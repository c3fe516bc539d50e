import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import { asWorker } from "@/db/client";
import { sealAudit } from "@/db/queries/audit-chain";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { type SealedLog, sealedLogs } from "@/testkit/scenes/sealed-log";
import { verifyAudit } from "./verify";

const database = freshDatabase();
const superuser = (statement: string, values: unknown[] = []) => database.arrange(statement, values);

const { fiveRows, reviewerReads, rowOf } = sealedLogs(database);

/** What the page's function and the command find; each has its own way to it, and they must agree. */
async function foundIn(log: SealedLog, hash?: string) {
  const report = (await verifyAudit(hash)).find(({ organization }) => organization === log.made.orgId)!;
  const state = await reviewerReads(log);
  expect(state).toMatchObject({ head: report.head, bad: report.bad });
  return report;
}

test("a chain is intact, grows by what is new, and says until when", async () => {
  const log = await fiveRows();
  const before = await foundIn(log);
  expect(before).toMatchObject({
    sealed: 5,
    unsealed: 0,
    bad: null,
    head: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(await log.seal()).toBe(0);
  await database.admin.query(rowOf(log.made.orgId));
  expect(await foundIn(log)).toMatchObject({ sealed: 5, unsealed: 1, bad: null, head: before.head });
  expect(await log.seal()).toBe(1);
  const after = await foundIn(log, before.head!);
  expect(after).toMatchObject({ sealed: 6, unsealed: 0, bad: null, expected: 5 });
  expect(after.head).not.toBe(before.head);
  const { sealedUntil } = (await reviewerReads(log))!;
  expect(Math.abs(Date.now() - sealedUntil.getTime())).toBeLessThan(600_000);
  expect(await reviewerReads(log, "Ada")).toBeNull();
});

const set =
  (change: string) =>
  async ({ rows }: SealedLog) => {
    await superuser(`update audit_log set ${change} where id = $1`, [rows[1]]);
  };
const changed = { fault: "changed", number: 2, row: 1 };

test.each<
  [string, (log: SealedLog) => Promise<unknown>, { fault: string; number: number | null; row: number | null }]
>([
  ["a row with another time", set("at = at + interval '1 microsecond'"), changed],
  ["a row with another actor", set("actor_id = gen_random_uuid()"), changed],
  ["a row with another subject", set("subject_id = gen_random_uuid()"), changed],
  ["a row with another action", set("action = 'cycle.published'"), changed],
  ["a row with another detail", set(`detail = '{"number": 2, "a": "b"}'`), changed],
  [
    "a row that was removed",
    ({ rows }) => superuser("delete from audit_log where id = $1", [rows[2]]),
    { fault: "removed", number: 3, row: 2 },
  ],
  [
    "a row that was removed with its link",
    async ({ rows }) => {
      await superuser("delete from audit_log where id = $1", [rows[2]]);
      await superuser("delete from audit_seals where row_id = $1", [rows[2]]);
    },
    { fault: "gap", number: 4, row: 3 },
  ],
  [
    "a row that was removed with its link, and the numbers closed up",
    async ({ made, rows }) => {
      await superuser("delete from audit_log where id = $1", [rows[2]]);
      await superuser("delete from audit_seals where row_id = $1", [rows[2]]);
      for (const number of [4, 5])
        await superuser("update audit_seals set number = number - 1 where org_id = $1 and number = $2", [
          made.orgId,
          number,
        ]);
    },
    { fault: "order", number: 3, row: 3 },
  ],
  [
    "two links in another order",
    async ({ rows }) => {
      for (const [number, row] of [
        [99, 1],
        [2, 2],
        [3, 1],
      ] as const)
        await superuser("update audit_seals set number = $1 where row_id = $2", [number, rows[row]]);
    },
    { fault: "order", number: 2, row: 2 },
  ],
  [
    "two rows that changed places in time",
    async ({ rows }) => {
      await superuser(
        "update audit_log a set at = b.at from audit_log b where (a.id, b.id) in (($1, $2), ($2, $1))",
        [rows[1], rows[3]],
      );
    },
    changed,
  ],
  [
    "the time of a run",
    ({ rows }) =>
      superuser("update audit_seals set sealed_at = sealed_at - interval '1 second' where row_id = $1", [
        rows[1],
      ]),
    { fault: "order", number: 2, row: 1 },
  ],
])("finds %s, and names it", async (_, tamper, { fault, number, row }) => {
  const log = await fiveRows();
  await tamper(log);
  const bad = { fault, number, rowId: row === null ? null : log.rows[row] };
  // The page by itself, before any check of the whole was noted.
  expect(await reviewerReads(log)).toMatchObject({ bad, checkedAt: null });
  expect(await foundIn(log)).toMatchObject({ bad });
  // Later rows are sealed after it, and what was wrong is still found.
  await database.admin.query(rowOf(log.made.orgId));
  expect(await log.seal()).toBe(1);
  expect(await foundIn(log)).toMatchObject({ bad });
});

test("finds a row that was put in with an earlier time, before and after it could be sealed", async () => {
  const log = await fiveRows();
  const { rows } = await superuser(rowOf(log.made.orgId, "now() - interval '2 hours'"));
  const inserted = { fault: "inserted", number: null, rowId: rows[0]!.id };
  expect(await foundIn(log)).toMatchObject({ unsealed: 1, bad: inserted });
  expect(await log.seal()).toBe(0);
  expect(await foundIn(log)).toMatchObject({ bad: inserted });
  // Also when the note of the last run is set back, so that it gets its link.
  await superuser("update audit_chains set sealed_until = '-infinity' where org_id = $1", [log.made.orgId]);
  expect(await log.seal()).toBe(1);
  expect(await foundIn(log)).toMatchObject({ bad: { ...inserted, number: 6 } });
});

test("the end cut off after a check is found; where its note was changed too, only a hash that was written down shows it", async () => {
  const log = await fiveRows();
  const { head } = await foundIn(log);
  await superuser("delete from audit_log where id = $1", [log.rows[4]]);
  await superuser("delete from audit_seals where row_id = $1", [log.rows[4]]);
  const cut = { fault: "cut", number: 5, rowId: null };
  expect(await reviewerReads(log)).toMatchObject({ bad: cut });
  // Also by the second check after it, and when the chain has grown again.
  for (let n = 0; n < 2; n++) {
    expect(await foundIn(log)).toMatchObject({ bad: cut });
    await database.admin.query(rowOf(log.made.orgId));
    await log.seal();
  }
  await superuser(
    "update audit_chains set checked_number = null, checked_hash = null, checked_at = null, fault = null, fault_number = null where org_id = $1",
    [log.made.orgId],
  );
  expect(await foundIn(log)).toMatchObject({ bad: null });
  expect(await foundIn(log, head!)).toMatchObject({ bad: null, expected: null });
});

test("a row whose transaction ends after later rows were sealed is sealed next, and nothing breaks", async () => {
  const log = await fiveRows();
  const slow = new pg.Client({ connectionString: database.adminUrl });
  await slow.connect();
  try {
    await slow.query("begin");
    const { rows } = await slow.query<{ id: string }>(rowOf(log.made.orgId));
    await database.admin.query(rowOf(log.made.orgId));
    expect(await log.seal()).toBe(1);
    await slow.query("commit");
    expect(await foundIn(log)).toMatchObject({ sealed: 6, unsealed: 1, bad: null });
    expect(await log.seal()).toBe(1);
    expect(await foundIn(log)).toMatchObject({ sealed: 7, unsealed: 0, bad: null });
    const last = await superuser("select number from audit_seals where row_id = $1", [rows[0]!.id]);
    expect(last.rows).toEqual([{ number: "7" }]);
  } finally {
    await slow.end();
  }
});

test("runs at the same time seal each row once", async () => {
  const log = await fiveRows();
  for (let n = 0; n < 20; n++) await database.admin.query(rowOf(log.made.orgId));
  const sealed = await Promise.all(Array.from({ length: 4 }, log.seal));
  expect(sealed.reduce((sum, one) => sum + one)).toBe(20);
  expect(await foundIn(log)).toMatchObject({ sealed: 25, bad: null });
});

test("a log that was there before the chain is sealed whole, whatever its times", async () => {
  const made = await createOrganization(database.admin, { people: { Marek: { reviewer: true } } });
  const log = { made, rows: [randomUUID()], seal: () => asWorker((tx) => sealAudit(tx, made.orgId)) };
  expect(await reviewerReads(log)).toBeNull();
  for (const day of [3, 1, 2]) await database.admin.query(rowOf(made.orgId, `'2026-01-0${day}T09:00Z'`));
  expect(await log.seal()).toBe(3);
  expect(await foundIn(log)).toMatchObject({ sealed: 3, bad: null });
});
