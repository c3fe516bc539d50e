import { asWorker } from "@/db/client";
import { codesOf, isOfDatabase } from "@/db/fault";
import { type JobOutcome, listOrganizationIds, recordJobRuns } from "@/db/queries/jobs";
import { groupBy } from "@/lib/domain/group-by";
import type { JobFault, JobName } from "@/lib/domain/jobs";
import { streamFault } from "../audit/stream";
import { logFault } from "../logger";

/** Why a job failed, as far as its admin can be told. */
export function faultOf(error: unknown): JobFault {
  if (codesOf(error).code === streamFault) return "audit-stream";
  return isOfDatabase(error) ? "database" : "unknown";
}

/**
 * Works on what is due, one organization after another, and records the outcome for each of them. After one
 * organization's failure the others are still worked on; the first error is thrown at the end.
 */
export async function eachOrganization<T extends { orgId: string }>(
  job: JobName,
  due: readonly T[],
  work: (row: T) => Promise<unknown>,
): Promise<void> {
  const errors: unknown[] = [];
  const outcomes = new Map<string, JobOutcome>();
  for (const orgId of await asWorker(listOrganizationIds)) outcomes.set(orgId, undefined);
  for (const [orgId, rows] of groupBy(due, (row) => row.orgId)) {
    try {
      for (const row of rows) await work(row);
    } catch (error) {
      errors.push(error);
      outcomes.set(orgId, { fault: faultOf(error), reference: logFault(error, { job, orgId }) });
    }
  }
  await asWorker((tx) => recordJobRuns(tx, job, outcomes));
  if (errors.length > 0) throw errors[0];
}
