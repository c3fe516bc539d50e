import { asPublisher, asWorker } from "@/db/client";
import { listOpenCycles } from "@/db/queries/cycles";
import { queueReminders } from "@/db/queries/outbox";
import { enqueue } from "@/db/queue";
import { byOrganization, eachOrganization } from "./each-organization";

/** Queues the reminders that are due in every open cycle. */
export async function remindMissing(): Promise<void> {
  const open = byOrganization(await asWorker(listOpenCycles));
  await eachOrganization("remind", async (orgId) => {
    for (const { cycleId } of open.get(orgId) ?? []) {
      await asPublisher(orgId, async (tx, client) => {
        if ((await queueReminders(tx, cycleId)) > 0)
          await enqueue(client, "send-mail", { orgId, subjectId: cycleId });
      });
    }
  });
}
