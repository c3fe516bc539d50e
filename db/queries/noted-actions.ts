import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { ActionKind, LeadersAction, NotedAction } from "@/lib/domain/noted-actions";
import type { Tx } from "../client";
import { notedActions } from "../schema";

type OfDuo = { orgId: string; duoId: string };
type ActionKey = OfDuo & { kind: ActionKind; on: string };

const isAction = ({ orgId, duoId, kind, on }: ActionKey) =>
  and(
    eq(notedActions.orgId, orgId),
    eq(notedActions.duoId, duoId),
    eq(notedActions.kind, kind),
    eq(notedActions.doneOn, on),
  );

/** What was noted for a duo, newest day first. */
export async function listActions(tx: Tx, { orgId, duoId }: OfDuo): Promise<NotedAction[]> {
  return tx
    .select({ kind: notedActions.kind, on: notedActions.doneOn })
    .from(notedActions)
    .where(and(eq(notedActions.orgId, orgId), eq(notedActions.duoId, duoId)))
    .orderBy(desc(notedActions.doneOn), notedActions.kind);
}

/** The same for a leader, with which they may take back: in SQL what the policy says. */
export async function listLeadersActions(
  tx: Tx,
  { orgId, duoId, readerId }: OfDuo & { readerId: string },
): Promise<LeadersAction[]> {
  return tx
    .select({
      kind: notedActions.kind,
      on: notedActions.doneOn,
      canTakeBack: sql<boolean>`${notedActions.notedBy} = ${readerId} and ${notedActions.notedAt} > app_now() - interval '24 hours'`,
    })
    .from(notedActions)
    .where(and(eq(notedActions.orgId, orgId), eq(notedActions.duoId, duoId)))
    .orderBy(desc(notedActions.doneOn), notedActions.kind);
}

/** When something was noted for each of some duos. */
export async function listNotedTimes(tx: Tx, orgId: string, duoIds: readonly string[]) {
  if (duoIds.length === 0) return [];
  return tx
    .select({ duoId: notedActions.duoId, notedAt: notedActions.notedAt })
    .from(notedActions)
    .where(and(eq(notedActions.orgId, orgId), inArray(notedActions.duoId, [...duoIds])));
}

/** Notes an action; false where the same is noted for that day. In SQL, because no role writes who noted it, and when. */
export async function insertAction(tx: Tx, action: ActionKey & { cycleId: string }): Promise<boolean> {
  const { orgId, duoId, on, kind, cycleId } = action;
  const { rowCount } = await tx.execute(
    sql`insert into noted_actions (org_id, duo_id, done_on, kind, cycle_id) values (${orgId}, ${duoId}, ${on}, ${kind}, ${cycleId}) on conflict do nothing`,
  );
  return rowCount === 1;
}

/** Takes an action back; false where its author or its day does not allow that, or where it is not there. */
export async function removeAction(tx: Tx, action: ActionKey): Promise<boolean> {
  const { rowCount } = await tx.delete(notedActions).where(isAction(action));
  return rowCount === 1;
}
