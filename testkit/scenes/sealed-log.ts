import { asWorker, withViewer } from "@/db/client";
import { readChainState, sealAudit } from "@/db/queries/audit-chain";
import type { FreshDatabase } from "../database/fresh-database";
import { createOrganization, type MadeOrganization } from "../factories/organization";
import { viewerOf } from "../factories/viewer";

/** An organization with a reviewer, Marek, the rows of its log in their order, and the job that seals what is new. */
export type SealedLog = { made: MadeOrganization; rows: string[]; seal: () => Promise<number> };

/** The statement that records something in an organization's log, and returns the row's id. */
const rowOf = (orgId: string, at = "now()") =>
  `insert into audit_log (org_id, id, at, action, area, detail) values ('${orgId}', gen_random_uuid(), ${at}, 'cycle.closed', 'program', '{"number": 1, "a": "b"}') returning id`;

/** Organizations whose log has five rows, sealed in two runs. */
export function sealedLogs(database: FreshDatabase) {
  async function fiveRows(): Promise<SealedLog> {
    const made = await createOrganization(database.admin, { people: { Marek: { reviewer: true }, Ada: {} } });
    const log: SealedLog = { made, rows: [], seal: () => asWorker((tx) => sealAudit(tx, made.orgId)) };
    for (let n = 0; n < 5; n++) {
      if (n === 3) await log.seal();
      await record(log);
    }
    await log.seal();
    return log;
  }

  async function record(log: SealedLog): Promise<string> {
    const { rows } = await database.admin.query<{ id: string }>(rowOf(log.made.orgId));
    log.rows.push(rows[0]!.id);
    return rows[0]!.id;
  }

  const reviewerReads = ({ made }: SealedLog, name = "Marek") =>
    withViewer(viewerOf(made, name), (tx) => readChainState(tx));

  return { fiveRows, record, reviewerReads, rowOf };
}
