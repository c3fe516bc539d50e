import { asPublisher, asWorker } from "@/db/client";
import { listOpenCycles } from "@/db/queries/cycles";
import { queueReminders } from "@/db/queries/outbox";
import { enqueue } from "@/db/queue";
import { eachOrganization } from "./each-organization";

/** Queues the reminders that are due in every open cycle. */
export async function remindMissing(): Promise<void> {
  await eachOrganization("remind", await asWorker(listOpenCycles), ({ orgId, cycleId }) =>
    asPublisher(orgId, async (tx, client) => {
      if ((await queueReminders(tx, cycleId)) > 0)
        await enqueue(client, "send-mail", { orgId, subjectId: cycleId });
    }),
  );
}
