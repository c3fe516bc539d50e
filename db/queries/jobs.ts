import { asc, eq, sql } from "drizzle-orm";
import type { JobFault, JobName } from "@/lib/domain/jobs";
import type { Tx } from "../client";
import { queueSchema } from "../queue";
import { jobRuns, organizations } from "../schema";

/** Ids of all organizations, in order; for the worker. */
export async function listOrganizationIds(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ id: organizations.id }).from(organizations).orderBy(asc(organizations.id));
  return rows.map(({ id }) => id);
}

/** Why a job failed; undefined when it did not. */
export type JobOutcome = { fault: JobFault; reference: string } | undefined;

/**
 * Writes down how a job went for each of some organizations, as the worker and in one statement, because it runs each
 * minute. Success ends a row of failures.
 */
export async function recordJobRuns(
  tx: Tx,
  job: JobName,
  outcomes: ReadonlyMap<string, JobOutcome>,
): Promise<void> {
  const failures = [...outcomes.values()];
  const column = (values: readonly (string | undefined)[], type: string) =>
    sql`${sql.param(values.map((value) => value ?? null))}::${sql.raw(type)}[]`;
  await tx.execute(sql`
    insert into job_runs as r (org_id, job, ran_at, succeeded_at, failed_at, fault, reference, failures)
    select o.org_id, ${job}, app_now(), case when o.fault is null then app_now() end,
      case when o.fault is not null then app_now() end, o.fault, o.reference, (o.fault is not null)::int
    from unnest(
      ${column([...outcomes.keys()], "uuid")},
      ${column(
        failures.map((failed) => failed?.fault),
        "text",
      )},
      ${column(
        failures.map((failed) => failed?.reference),
        "text",
      )}
    ) as o (org_id, fault, reference)
    on conflict (org_id, job) do update set ran_at = excluded.ran_at,
      succeeded_at = coalesce(excluded.succeeded_at, r.succeeded_at),
      failed_at = coalesce(excluded.failed_at, r.failed_at), fault = excluded.fault, reference = excluded.reference,
      failures = case when excluded.fault is null then 0 else r.failures + 1 end`);
}

/** Queues a job of the admin's organization for everything that is due, with its line in the log. */
export async function queueJobAgain(tx: Tx, job: JobName): Promise<void> {
  await tx.execute(sql`select retry_job(${job})`);
}

/** How each job last went for the organization, for its admin. */
export async function listJobRuns(tx: Tx, orgId: string) {
  return tx.select().from(jobRuns).where(eq(jobRuns.orgId, orgId));
}

/** A job that nobody has said to be at for that long is free again; the queue's library alone would wait four hours. */
const silentFor = "5 minutes";

/** Notes that these jobs of the queue are still being worked at, and frees those of processes that are gone. */
export async function keepJobs(tx: Tx, ids: readonly string[]): Promise<void> {
  const jobs = sql.raw(`${queueSchema}._private_jobs`);
  await tx.execute(
    sql`update ${jobs} set locked_at = now() where id = any (${sql.param(ids)}::bigint[]) and locked_at is not null`,
  );
  await tx.execute(
    sql`update ${jobs} set locked_at = null, locked_by = null, run_at = greatest(run_at, now())
      where locked_at < now() - ${silentFor}::interval`,
  );
}
