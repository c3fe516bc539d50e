import { and, asc, count, desc, eq, inArray, isNotNull, ne, or, sql } from "drizzle-orm";
import type { PairType } from "@/lib/domain/pair-types";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { StatusCode } from "@/lib/domain/published";
import type { Tx } from "../../client";
import { cycleUnits, publishedDuos } from "../../schema";
import { duoLine, ownUnit } from "./duos";

/** A scoped cycle's duo rows below one unit, of one pair type or all. */
export type DuosInView = { orgId: string; cycleId: string; unitId: string; pairType: PairType | undefined };

const inView = ({ orgId, cycleId, unitId, pairType }: DuosInView) =>
  and(
    eq(publishedDuos.orgId, orgId),
    eq(publishedDuos.cycleId, cycleId),
    sql`${publishedDuos.lineage} @> array[${unitId}::uuid]`,
    pairType && eq(publishedDuos.pairType, pairType),
  );

// Written as the partial index has it.
const moved = sql`${publishedDuos.status} <> ${publishedDuos.previousStatus}`;

/** How many duos went from which state to which, the unchanged left out. */
export async function countMoves(tx: Tx, _scope: LeaderScope, view: DuosInView) {
  const rows = await tx
    .select({ from: publishedDuos.previousStatus, to: publishedDuos.status, count: count() })
    .from(publishedDuos)
    .where(and(inView(view), moved))
    .groupBy(publishedDuos.previousStatus, publishedDuos.status);
  return rows.flatMap(({ from, to, count }) => (from && to ? [{ from, to, count }] : []));
}

const urgency = sql`array_position(array['diverging', 'strained', 'multiplying', 'steady'], ${publishedDuos.status})`;

/** A change that the engine vouches for; what came from or fell to "not enough data" says nothing of the duo. */
export const changedInView = (view: DuosInView) =>
  and(
    inView(view),
    moved,
    ne(publishedDuos.status, "not-enough-data"),
    sql`(${publishedDuos.previousStatus} <> 'not-enough-data' or ${publishedDuos.status} = 'diverging')`,
  );
/** The ones to worry about first, then what began last. */
export const changeOrder = [
  urgency,
  asc(publishedDuos.reason),
  desc(publishedDuos.sinceOn),
  asc(publishedDuos.displayName),
];

/** Duos whose state changed beyond noise. */
export async function listChanges(
  tx: Tx,
  _scope: LeaderScope,
  view: DuosInView,
  page: { limit: number; offset?: number },
) {
  return tx
    .select(duoLine)
    .from(publishedDuos)
    .innerJoin(cycleUnits, ownUnit)
    .where(changedInView(view))
    .orderBy(...changeOrder)
    .limit(page.limit)
    .offset(page.offset ?? 0);
}

/** Duos to look at first: diverging before strained, what began last first. */
export async function listWorrying(tx: Tx, _scope: LeaderScope, view: DuosInView, limit: number) {
  const inState = (status: StatusCode, most: number) =>
    tx
      .select(duoLine)
      .from(publishedDuos)
      .innerJoin(cycleUnits, ownUnit)
      .where(and(inView(view), eq(publishedDuos.status, status)))
      .orderBy(desc(publishedDuos.sinceOn), asc(publishedDuos.displayName))
      .limit(most);
  const diverging = await inState("diverging", limit);
  if (diverging.length === limit) return diverging;
  return [...diverging, ...(await inState("strained", limit - diverging.length))];
}

/** How many duos stand where on the map of level and agreement. */
export async function countPlaces(tx: Tx, _scope: LeaderScope, view: DuosInView) {
  const rows = await tx
    .select({
      level: publishedDuos.levelBand,
      agreement: publishedDuos.agreement,
      status: publishedDuos.status,
      count: count(),
    })
    .from(publishedDuos)
    .where(and(inView(view), isNotNull(publishedDuos.levelBand), isNotNull(publishedDuos.agreement)))
    .groupBy(publishedDuos.levelBand, publishedDuos.agreement, publishedDuos.status);
  return rows.flatMap(({ level, agreement, status, count }) =>
    level && agreement && status ? [{ level, agreement, status, count }] : [],
  );
}

/** The duos of the map one by one, for a map that still shows them so. */
export async function listPlaces(tx: Tx, _scope: LeaderScope, view: DuosInView) {
  const rows = await tx
    .select({
      id: publishedDuos.duoId,
      name: publishedDuos.displayName,
      level: publishedDuos.levelBand,
      agreement: publishedDuos.agreement,
      status: publishedDuos.status,
      reason: publishedDuos.reason,
    })
    .from(publishedDuos)
    .where(and(inView(view), isNotNull(publishedDuos.levelBand), isNotNull(publishedDuos.agreement)))
    .orderBy(asc(publishedDuos.displayName));
  return rows.flatMap(({ level, agreement, status, ...duo }) =>
    level && agreement && status ? [{ ...duo, level, agreement, status }] : [],
  );
}

/** States of some duos in every one of these cycles that has a row of them. */
export async function listStates(
  tx: Tx,
  _scope: LeaderScope,
  orgId: string,
  duoIds: readonly string[],
  cycleIds: readonly string[],
) {
  if (duoIds.length === 0) return [];
  return tx
    .select({
      duoId: publishedDuos.duoId,
      cycleId: publishedDuos.cycleId,
      status: publishedDuos.status,
      reason: publishedDuos.reason,
    })
    .from(publishedDuos)
    .where(
      and(
        eq(publishedDuos.orgId, orgId),
        inArray(publishedDuos.duoId, [...duoIds]),
        inArray(publishedDuos.cycleId, [...cycleIds]),
      ),
    );
}

/**
 * From which state to which, over the duos with a row in both cycles; a null state is an incomplete one. Grouped by duo
 * rather than joined: the planner takes the policies for far narrower than they are and would look up row by row.
 */
export function flows(tx: Tx, _scope: LeaderScope, view: DuosInView, fromCycleId: string) {
  const { orgId, cycleId, duoId, status } = publishedDuos;
  const stateIn = (cycle: string) =>
    sql<StatusCode | null>`min(${status} collate "C") filter (where ${cycleId} = ${cycle})`;
  const both = tx
    .select({ from: stateIn(fromCycleId).as("state_then"), to: stateIn(view.cycleId).as("state_now") })
    .from(publishedDuos)
    .where(or(inView(view), and(eq(orgId, view.orgId), eq(cycleId, fromCycleId))))
    .groupBy(duoId)
    .having(sql`count(*) = 2`)
    .as("both_cycles");
  return tx.select({ from: both.from, to: both.to, count: count() }).from(both).groupBy(both.from, both.to);
}

export async function countFlows(tx: Tx, scope: LeaderScope, view: DuosInView, fromCycleId: string) {
  return flows(tx, scope, view, fromCycleId);
}
