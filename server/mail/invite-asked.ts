import type pg from "pg";
import type { Tx } from "@/db/client";
import { listAsked } from "@/db/queries/cycles";
import { queueCycleMail } from "@/db/queries/outbox";

type Opened = { orgId: string; cycleId: string; closesAt: Date };

/** Queues the invitation to everybody whom a cycle asks that opens in this transaction. */
export async function inviteAsked(tx: Tx, client: pg.ClientBase, opened: Opened): Promise<void> {
  const { orgId, cycleId, closesAt } = opened;
  await queueCycleMail(client, {
    kind: "cycle-opened",
    orgId,
    cycleId,
    personIds: await listAsked(tx, orgId, cycleId),
    payload: { cycleId, closesAt: closesAt.toISOString() },
  });
}
