import { asc, eq, sql } from "drizzle-orm";
import type { JobFault, JobName } from "@/lib/domain/jobs";
import type { Tx } from "../client";
import { jobRuns, organizations } from "../schema";

/** Ids of all organizations; for the worker. */
export async function listOrganizationIds(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ id: organizations.id }).from(organizations).orderBy(asc(organizations.id));
  return rows.map(({ id }) => id);
}

export type JobOutcome = { fault: JobFault; reference: string } | undefined;

/** Writes down how a job went for the organization, as the publisher. */
export async function recordJobRun(tx: Tx, job: JobName, failed: JobOutcome): Promise<void> {
  await tx.execute(
    sql`select record_job_run(${job}, ${failed?.fault ?? null}, ${failed?.reference ?? null})`,
  );
}

/** How each job last went for the organization, for its admin. */
export async function listJobRuns(tx: Tx, orgId: string) {
  return tx.select().from(jobRuns).where(eq(jobRuns.orgId, orgId));
}
