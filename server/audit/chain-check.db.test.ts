import { describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { readChainState } from "@/db/queries/audit-chain";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { viewerOf } from "@/testkit/factories/viewer";
import { type SealedLog, sealedLogs } from "@/testkit/scenes/sealed-log";
import { checkAuditLogs } from "../jobs/check-audit";
import { verifyAudit } from "./verify";

const database = freshDatabase();
const superuser = (statement: string, values: unknown[] = []) => database.arrange(statement, values);
const { fiveRows, record, reviewerReads } = sealedLogs(database);

/** What the check of the whole finds; the page says the same afterwards. */
async function foundIn(log: SealedLog) {
  const report = (await verifyAudit()).find(({ organization }) => organization === log.made.orgId)!;
  expect(await reviewerReads(log)).toMatchObject({ head: report.head, bad: report.bad });
  return report;
}

describe("after a check of the whole", () => {
  /** A log whose five rows were checked, with one that was sealed since. */
  async function checked(): Promise<SealedLog> {
    const log = await fiveRows();
    expect(await foundIn(log)).toMatchObject({ bad: null });
    await record(log);
    await log.seal();
    return log;
  }
  const due = ({ made }: SealedLog) =>
    superuser("update audit_chains set checked_at = checked_at - interval '1 day' where org_id = $1", [
      made.orgId,
    ]);

  test("the page says when it was, and checks what was sealed since", async () => {
    const log = await checked();
    const { checkedAt, bad } = (await reviewerReads(log))!;
    expect([Math.abs(Date.now() - checkedAt!.getTime()) < 600_000, bad]).toEqual([true, null]);
    await superuser("update audit_log set action = 'cycle.published' where id = $1", [log.rows[5]]);
    const found = { fault: "changed", number: 6, rowId: log.rows[5] };
    expect(await reviewerReads(log)).toMatchObject({ bad: found });
    expect(await foundIn(log)).toMatchObject({ bad: found });
  });

  test.each([
    ["removed", "delete from audit_log where id = $1"],
    ["gap", "delete from audit_seals where row_id = $1"],
    ["inserted", "update audit_log set at = at - interval '2 hours' where id = $1"],
  ])(
    "%s among what was sealed since is found by the page as by the check of the whole",
    async (fault, tamper) => {
      const log = await checked();
      const later = await record(log);
      if (fault !== "inserted") {
        await log.seal();
        await superuser(tamper, [log.rows[5]]);
      } else {
        // Sealed with the time that it says it has.
        await superuser(tamper, [later]);
        await superuser("update audit_chains set sealed_until = '-infinity' where org_id = $1", [
          log.made.orgId,
        ]);
        await log.seal();
      }
      const state = (await reviewerReads(log))!;
      expect(state.bad).toMatchObject({ fault });
      expect((await foundIn(log)).bad).toEqual(state.bad);
    },
  );

  test("an older row that was changed is found by the nightly job, which names it for the page", async () => {
    const log = await checked();
    await superuser("update audit_log set action = 'cycle.published' where id = $1", [log.rows[1]]);
    expect(await reviewerReads(log)).toMatchObject({ bad: null });
    // Once in a day.
    await checkAuditLogs();
    expect(await reviewerReads(log)).toMatchObject({ bad: null });
    await due(log);
    await checkAuditLogs();
    const found = { fault: "changed", number: 2, rowId: log.rows[1] };
    expect(await reviewerReads(log)).toMatchObject({ bad: found });
    // A note that was changed by hand hides it until the next check of the whole.
    await superuser(
      "update audit_chains set fault = null, fault_number = null, fault_row = null where org_id = $1",
      [log.made.orgId],
    );
    expect(await reviewerReads(log)).toMatchObject({ bad: null });
    await due(log);
    await checkAuditLogs();
    expect(await reviewerReads(log)).toMatchObject({ bad: found });
  });

  test("a row that was put in hides no change of what is sealed later", async () => {
    const log = await checked();
    const put = `insert into audit_log (org_id, id, at, action, area) values ($1, gen_random_uuid(), now() - interval '3 hours', 'cycle.closed', 'program')`;
    await superuser(put, [log.made.orgId]);
    expect((await foundIn(log)).bad).toMatchObject({ fault: "inserted", number: null });
    await record(log);
    await log.seal();
    expect((await reviewerReads(log))!.bad).toMatchObject({ fault: "inserted", number: null });
    await superuser("update audit_log set action = 'cycle.published' where id = $1", [log.rows[6]]);
    const found = { fault: "changed", number: 7, rowId: log.rows[6] };
    expect(await reviewerReads(log)).toMatchObject({ bad: found });
    expect((await foundIn(log)).bad).toEqual(found);
  });

  test("opening the page reads no row that was checked", async () => {
    const log = await checked();
    const read = () =>
      withViewer(viewerOf(log.made, "Marek"), async (tx, client) => {
        await readChainState(tx);
        const { rows } = await client.query<{ name: string; n: number }>(
          "select relname as name, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_xact_user_tables where relname in ('audit_log', 'audit_seals')",
        );
        return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
      });
    // `db:setup` takes these counts from every role.
    const counts = `select p.oid::regprocedure as call from pg_proc p where proname like 'pg\\_stat\\_get\\_xact\\_%'`;
    await superuser(
      `do $$ declare one record; begin for one in ${counts} loop execute format('grant execute on function %s to twofold_app', one.call); end loop; end $$`,
    );
    const few = await read();
    await superuser(
      `insert into audit_log (org_id, id, action, area) select $1, gen_random_uuid(), 'cycle.closed', 'program' from generate_series(1, 2000)`,
      [log.made.orgId],
    );
    await log.seal();
    expect(await foundIn(log)).toMatchObject({ sealed: 2006, bad: null });
    const many = await read();
    expect(many.audit_log).toBeLessThanOrEqual(few.audit_log! + 5);
    expect(many.audit_seals).toBeLessThanOrEqual(few.audit_seals! + 5);
  });
});
