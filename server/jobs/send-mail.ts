import { z } from "zod";
import { asWorker } from "@/db/client";
import { type JobOutcome, listOrganizationIds, recordJobRuns } from "@/db/queries/jobs";
import { listRefused, makeFailedDue } from "@/db/queries/outbox";
import { logFault } from "../logger";
import { sendWaitingMail } from "../mail/send";
import { faultOf } from "./each-organization";

const oneOrganization = z.object({ orgId: z.uuid(), subjectId: z.string().optional() });

/**
 * Sends the waiting mail of every organization. The outcome is recorded for the organization that queued the job; the run
 * of each minute records it for all. Mail that was refused and waits for its next try is no success. An organization that
 * names itself as the subject, which an admin's "Run now" does, has what was refused tried at once.
 */
export async function sendMail(payload: unknown): Promise<void> {
  const { data } = oneOrganization.safeParse(payload);
  let refused = new Set<string>();
  let fault: JobOutcome;
  let thrown: unknown;
  try {
    if (data && data.orgId === data.subjectId) await asWorker((tx) => makeFailedDue(tx, data.orgId));
    await sendWaitingMail();
    refused = await asWorker(listRefused);
  } catch (error) {
    thrown = error;
    fault = { fault: faultOf(error), reference: logFault(error, { job: "send-mail" }) };
  }
  const orgIds = data ? [data.orgId] : await asWorker(listOrganizationIds);
  const outcomeOf = (orgId: string): JobOutcome =>
    fault ?? (refused.has(orgId) ? { fault: "mail-server", reference: "" } : undefined);
  await asWorker((tx) =>
    recordJobRuns(tx, "send-mail", new Map(orgIds.map((orgId) => [orgId, outcomeOf(orgId)]))),
  );
  if (thrown !== undefined) throw thrown;
}
