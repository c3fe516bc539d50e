import { and, count, countDistinct, desc, eq, gte, lt, sql } from "drizzle-orm";
import {
  ACTION_HOURS,
  type ActionKind,
  type LeadersAction,
  type NotedAction,
} from "@/lib/domain/noted-actions";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { Tx } from "../client";
import { notedActions, publishedDuos } from "../schema";
import { inScope, inUnit, isOneOf, uuids } from "./published/scope";

type OfDuo = { orgId: string; duoId: string };
type ActionKey = OfDuo & { kind: ActionKind; on: string };

const isAction = ({ orgId, duoId, kind, on }: ActionKey) =>
  and(
    eq(notedActions.orgId, orgId),
    eq(notedActions.duoId, duoId),
    eq(notedActions.kind, kind),
    eq(notedActions.doneOn, on),
  );

/** Which of some duos ended, and on which calendar day, for a leader who reads a row of them. */
export async function listEnds(tx: Tx, duoIds: readonly string[]): Promise<Map<string, string>> {
  if (duoIds.length === 0) return new Map();
  const { rows } = await tx.execute<{ duo: string; day: string }>(
    sql`select duo_id as duo, to_char(ended_on, 'YYYY-MM-DD') as day from ended_duos(${uuids(duoIds)})`,
  );
  return new Map(rows.map(({ duo, day }) => [duo, day]));
}

/** What was noted for a duo, newest day first. */
export async function listActions(tx: Tx, { orgId, duoId }: OfDuo): Promise<NotedAction[]> {
  return tx
    .select({ kind: notedActions.kind, on: notedActions.doneOn })
    .from(notedActions)
    .where(and(eq(notedActions.orgId, orgId), eq(notedActions.duoId, duoId)))
    .orderBy(desc(notedActions.doneOn), notedActions.kind);
}

/** The action is one of the reader's own. Asked of a function: nobody reads who noted the others. */
export const isOwnAction = sql`(${notedActions.duoId}, ${notedActions.doneOn}, ${notedActions.kind}) in (select own.duo_id, own.done_on, own.kind from own_noted_actions() own)`;

/** The same for the leader who asks, with which they may take back: in SQL what the policy says. */
export async function listLeadersActions(tx: Tx, { orgId, duoId }: OfDuo): Promise<LeadersAction[]> {
  return tx
    .select({
      kind: notedActions.kind,
      on: notedActions.doneOn,
      canTakeBack: sql<boolean>`${isOwnAction} and ${notedActions.notedAt} > app_now() - interval '${sql.raw(String(ACTION_HOURS))} hours'`,
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
    .where(and(eq(notedActions.orgId, orgId), isOneOf(notedActions.duoId, duoIds)));
}

/** A unit's duos from one calendar day up to another one, which is not of it, as a leader's scope reaches. */
type UnitInTime = {
  scope: LeaderScope;
  orgId: string;
  unitId: string;
  from: string;
  /** Undefined: up to now. */
  until: string | undefined;
};

/**
 * How often each kind was done within some days for duos whose rows in the unit it was noted on, and for how many duos
 * in all. The day counts, not the row: what was done today may have been noted on an old one.
 */
export async function countActions(
  tx: Tx,
  { scope, orgId, unitId, from, until }: UnitInTime,
): Promise<{ duos: number; kinds: { kind: ActionKind; count: number }[] }> {
  const onRow = and(
    eq(publishedDuos.orgId, notedActions.orgId),
    eq(publishedDuos.cycleId, notedActions.cycleId),
    eq(publishedDuos.duoId, notedActions.duoId),
  );
  const noted = tx
    .select({ kind: notedActions.kind, duoId: notedActions.duoId })
    .from(notedActions)
    .innerJoin(publishedDuos, onRow)
    .where(
      and(
        eq(notedActions.orgId, orgId),
        gte(notedActions.doneOn, from),
        until === undefined ? undefined : lt(notedActions.doneOn, until),
        inUnit(publishedDuos.lineage, unitId),
        inScope(publishedDuos.lineage, scope),
      ),
    )
    .as("noted");
  const kinds = await tx.select({ kind: noted.kind, count: count() }).from(noted).groupBy(noted.kind);
  const [all] = await tx.select({ duos: countDistinct(noted.duoId) }).from(noted);
  return { duos: all?.duos ?? 0, kinds };
}

/** Notes an action; false where the same is noted for that day. In SQL, because no role writes who noted it, and when. */
export async function insertAction(tx: Tx, action: ActionKey & { cycleId: string }): Promise<boolean> {
  const { orgId, duoId, on, kind, cycleId } = action;
  const { rowCount } = await tx.execute(
    sql`insert into noted_actions (org_id, duo_id, done_on, kind, cycle_id) values (${orgId}, ${duoId}, ${on}, ${kind}, ${cycleId}) on conflict do nothing`,
  );
  return rowCount === 1;
}

/** Whether the reader noted it themselves. */
export async function isNotedBySelf(tx: Tx, action: ActionKey): Promise<boolean> {
  const own = await tx
    .select({ kind: notedActions.kind })
    .from(notedActions)
    .where(and(isAction(action), isOwnAction));
  return own.length > 0;
}

/** Takes an action back; false where its author or its day does not allow that, or where it is not there. */
export async function removeAction(tx: Tx, action: ActionKey): Promise<boolean> {
  const { rowCount } = await tx.delete(notedActions).where(isAction(action));
  return rowCount === 1;
}
