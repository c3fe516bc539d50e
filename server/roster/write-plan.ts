import type pg from "pg";
import type { Tx } from "@/db/client";
import { queueAddressMail } from "@/db/queries/outbox";
import { writeDuos, writeLeaders, writePeople, writeUnits } from "@/db/queries/roster/write";
import type { Viewer } from "@/lib/domain/permissions";
import { groupBy } from "@/lib/publication/group-by";
import type { Plan } from "@/lib/roster/plan";
import { recordAudit } from "../audit/record";
import { addCellReader } from "../publication/add-reader";

type Writing = {
  viewer: Viewer;
  plan: Plan;
  /** Told how far it is, in percent. */
  note?: (progress: number) => void;
};

/**
 * Does what a plan lists, in the transaction of the caller, who holds the roster's lock; grants and revoked roles are
 * recorded. Gives how many duos left the open cycle and how many people are asked to confirm a new address.
 */
export async function writePlan(
  tx: Tx,
  client: pg.ClientBase,
  { viewer, plan, note = () => undefined }: Writing,
): Promise<{ left: number; asked: number }> {
  const { orgId } = viewer;
  const { units, people, duos, leaders } = plan.writes;
  note(50);
  await writeUnits(tx, units);
  const asked = await writePeople(tx, people);
  note(70);
  const left = await writeDuos(tx, duos);
  note(90);
  for (const [personId, grants] of groupBy(leaders.grants, (grant) => grant.personId)) {
    await addCellReader(orgId, { personId, unitIds: grants.map(({ unitId }) => unitId) });
  }
  const revoked = await writeLeaders(tx, client, { orgId, ...leaders });
  await queueAddressMail(client, orgId, asked);
  for (const { personId, unitId } of leaders.grants) {
    await recordAudit(tx, viewer, {
      action: "role.granted",
      subjectId: personId,
      detail: { role: "leader", unit: unitId },
    });
  }
  for (const grantId of revoked) {
    await recordAudit(tx, viewer, { action: "role.revoked", subjectId: grantId, detail: { role: "leader" } });
  }
  return { left, asked: asked.length };
}
