import { asPublisher, asWorker } from "@/db/client";
import { listCycles } from "@/db/queries/cycles";
import { findPlanned, listDuePlans, openDuePlan } from "@/db/queries/schedules";
import { enqueue } from "@/db/queue";
import { promiseVersion } from "@/lib/domain/cycles";
import { recordAudit } from "../audit/record";
import { offeredVersions } from "../offered-versions";
import { planAhead } from "../schedule/plan-ahead";
import { eachOrganization } from "./each-organization";

/**
 * Opens a planned cycle whose time has come, invites everybody whom it asks and plans further ahead, in one transaction.
 * The database decides whether it opens, waits for another cycle or is missed.
 */
function openPlannedCycle(orgId: string, plannedId: string): Promise<void> {
  return asPublisher(orgId, async (tx, client) => {
    const instrumentVersion = offeredVersions(await listCycles(tx, orgId))[0]!;
    const opening = await openDuePlan(tx, plannedId, { instrumentVersion, promiseVersion });
    if (opening.outcome === "waiting" || opening.outcome === "not-due") return;
    if (opening.outcome === "opened") {
      const { cycleId, number, closesAt, duos } = opening;
      await enqueue(client, "send-mail", { orgId, subjectId: cycleId });
      const detail = { number, duos, closesAt: closesAt.toISOString(), planned: plannedId };
      await recordAudit(tx, { orgId }, { action: "cycle.opened", subjectId: cycleId, detail });
    } else {
      const reason = (await findPlanned(tx, orgId, plannedId))?.reason ?? null;
      await recordAudit(
        tx,
        { orgId },
        { action: "planned.missed", subjectId: plannedId, detail: { reason } },
      );
    }
    await planAhead(tx, orgId);
  });
}

/** Opens what is due, in the order of the plan. */
export async function openDueCycles(): Promise<void> {
  await eachOrganization("open-cycles", await asWorker(listDuePlans), ({ orgId, plannedId }) =>
    openPlannedCycle(orgId, plannedId),
  );
}
