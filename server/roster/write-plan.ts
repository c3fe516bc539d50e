import type pg from "pg";
import type { Tx } from "@/db/client";
import { writeDuos, writeLeaders, writePeople, writeUnits } from "@/db/queries/roster/write";
import { enqueue } from "@/db/queue";
import { groupBy } from "@/lib/domain/group-by";
import type { Viewer } from "@/lib/domain/permissions";
import type { Plan } from "@/lib/roster/plan";
import { addCellReader } from "../publication/add-reader";

type Writing = {
  viewer: Viewer;
  plan: Plan;
  /** Told how far it is, in percent. */
  note?: (progress: number) => void;
};

/**
 * Constraints that refuse a change because of something that happened after its list was made: a partner began to answer,
 * a role was given, or the only other admin got an end.
 */
export const heldBack: ReadonlySet<string> = new Set([
  "people_address_waits",
  "people_address_reads",
  "people_erased_ids",
  "roster_leader_self",
  "duos_begun",
  "role_grants_one_admin_stays",
]);

/**
 * Does what a plan lists, in the transaction of the caller, who holds the roster's lock. Each change of who may read or
 * answer what is recorded in the audit log by the database. `left` is how many duos
 * left the open cycle, `asked` how many people are asked to confirm a new address.
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
  await writeLeaders(tx, client, { orgId, ...leaders });
  // The trigger ask_about_address writes the mails to those who have to confirm a new address; this queues their sending.
  if (asked[0]) await enqueue(client, "send-mail", { orgId, subjectId: asked[0].changeId });
  return { left, asked: asked.length };
}
