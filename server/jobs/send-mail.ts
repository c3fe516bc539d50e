import { asPublisher, asWorker } from "@/db/client";
import { type JobOutcome, listOrganizationIds, recordJobRun } from "@/db/queries/jobs";
import { logFault } from "../logger";
import { sendWaitingMail } from "../mail/send";
import { faultOf } from "./each-organization";

/** Sends what waits of every organization, and writes down how that went. */
export async function sendMailOfAll(): Promise<void> {
  let failed: JobOutcome;
  let thrown: unknown;
  try {
    const { postponed } = await sendWaitingMail();
    if (postponed > 0) failed = { fault: "mail-server", reference: "" };
  } catch (error) {
    thrown = error;
    failed = { fault: faultOf(error), reference: logFault(error, { job: "send-mail" }) };
  }
  for (const orgId of await asWorker(listOrganizationIds)) {
    await asPublisher(orgId, (tx) => recordJobRun(tx, "send-mail", failed));
  }
  if (thrown !== undefined) throw thrown;
}
