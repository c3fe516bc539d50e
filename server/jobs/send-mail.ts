import { z } from "zod";
import { asWorker } from "@/db/client";
import { type JobOutcome, listOrganizationIds, recordJobRuns } from "@/db/queries/jobs";
import { logFault } from "../logger";
import { sendWaitingMail } from "../mail/send";
import { faultOf } from "./each-organization";

const oneOrganization = z.object({ orgId: z.uuid() });

/**
 * Sends the waiting mail of every organization. The outcome is recorded for the organization that queued the job; the run
 * of each minute records it for all.
 */
export async function sendMail(payload: unknown): Promise<void> {
  let failed: JobOutcome;
  let thrown: unknown;
  try {
    const { postponed } = await sendWaitingMail();
    if (postponed > 0) failed = { fault: "mail-server", reference: "" };
  } catch (error) {
    thrown = error;
    failed = { fault: faultOf(error), reference: logFault(error, { job: "send-mail" }) };
  }
  const { data } = oneOrganization.safeParse(payload);
  const orgIds = data ? [data.orgId] : await asWorker(listOrganizationIds);
  await asWorker((tx) => recordJobRuns(tx, "send-mail", new Map(orgIds.map((orgId) => [orgId, failed]))));
  if (thrown !== undefined) throw thrown;
}
