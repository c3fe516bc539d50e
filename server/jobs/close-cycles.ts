import { asPublisher, asWorker } from "@/db/client";
import { carryOutEnds, closeCycleIfDue, findCycle, listDueCycles } from "@/db/queries/cycles";
import { listOrganizationIds } from "@/db/queries/jobs";
import { enqueue } from "@/db/queue";
import { recordAudit } from "../audit/record";
import { publishCycle } from "../publication/publish-cycle";
import { eachOrganization } from "./each-organization";

/** Closes a cycle whose window has ended and hands it to publication; false when it is closed already or not due. */
export function closeDueCycle(orgId: string, cycleId: string): Promise<boolean> {
  return asPublisher(orgId, async (tx, client) => {
    const cycle = await findCycle(tx, orgId, cycleId);
    if (!cycle || !(await closeCycleIfDue(tx, cycleId))) return false;
    await recordAudit(
      tx,
      { orgId },
      {
        action: "cycle.closed",
        subjectId: cycleId,
        detail: { number: cycle.number },
      },
    );
    await enqueue(client, "publish-cycle", { orgId, subjectId: cycleId });
    return true;
  });
}

async function dueIn(state: "open" | "closed") {
  return (await asWorker(listDueCycles)).filter((cycle) => cycle.state === state);
}

/**
 * Closes every cycle whose window has ended. Then what comes with the day of an end that was set ahead: duos leave the
 * open cycle, and people lose their roles.
 */
export async function closeDueCycles(): Promise<void> {
  const due = (await dueIn("open")).map(({ orgId, cycleId }) => ({
    orgId,
    work: () => closeDueCycle(orgId, cycleId),
  }));
  const ends = (await asWorker(listOrganizationIds)).map((orgId) => ({
    orgId,
    work: (): Promise<unknown> => asPublisher(orgId, carryOutEnds),
  }));
  await eachOrganization("close-cycles", [...due, ...ends], ({ work }) => work());
}

/** Publishes what is closed, in the cycles' order: also what a lost job left behind. */
export async function publishClosedCycles(): Promise<void> {
  await eachOrganization("publish-cycle", await dueIn("closed"), ({ orgId, cycleId }) =>
    publishCycle(orgId, cycleId),
  );
}
