import { asPublisher, asWorker } from "@/db/client";
import { type JobOutcome, listOrganizationIds, recordJobRun } from "@/db/queries/jobs";
import type { JobFault, JobName } from "@/lib/domain/jobs";
import { groupBy } from "@/lib/publication/group-by";
import { logFault } from "../logger";

/** SQLSTATE classes of a server that is away, starting, full or too busy, and the codes of a lost connection. */
const databaseAway = /^(08|53|55|57|40)|^E[A-Z]+$/;

/** Why a job failed, as far as its admin can be told. */
export function faultOf(error: unknown): JobFault {
  const { code } = error as { code?: unknown };
  return typeof code === "string" && databaseAway.test(code) ? "database" : "unknown";
}

/**
 * Runs a job for every organization, one after another, and writes down how it went. One organization's failure holds up
 * no other; the first error is thrown at the end.
 */
export async function eachOrganization(
  job: JobName,
  work: (orgId: string) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const orgId of await asWorker(listOrganizationIds)) {
    let failed: JobOutcome;
    try {
      await work(orgId);
    } catch (error) {
      failures.push(error);
      failed = { fault: faultOf(error), reference: logFault(error, { job, orgId }) };
    }
    await asPublisher(orgId, (tx) => recordJobRun(tx, job, failed));
  }
  if (failures.length > 0) throw failures[0];
}

/** Rows of all organizations, to be worked on one organization after another. */
export const byOrganization = <T extends { orgId: string }>(rows: readonly T[]) =>
  groupBy(rows, ({ orgId }) => orgId);
