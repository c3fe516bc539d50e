import { asPublisher, asWorker } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import { closeCycleIfDue, findCycle, listDueCycles } from "@/db/queries/cycles";
import { publishCycle } from "../publication/publish-cycle";

/** Closes a cycle whose window has ended; false when it is closed already or not due. */
export function closeDueCycle(orgId: string, cycleId: string): Promise<boolean> {
  return asPublisher(orgId, async (tx) => {
    const cycle = await findCycle(tx, orgId, cycleId);
    if (!cycle || !(await closeCycleIfDue(tx, cycleId))) return false;
    await insertAudit(tx, {
      orgId,
      action: "cycle.closed",
      subjectId: cycleId,
      detail: { number: cycle.number },
    });
    return true;
  });
}

/**
 * Closes what is due and publishes what is closed, in the cycles' order: also what a lost job left behind. One
 * organization's failure holds up no other; the first error is thrown at the end.
 */
export async function runDueCycles(): Promise<void> {
  const failures: unknown[] = [];
  for (const { orgId, cycleId, state } of await asWorker(listDueCycles)) {
    try {
      if (state === "open") await closeDueCycle(orgId, cycleId);
      await publishCycle(orgId, cycleId);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
