import { and, count, eq, inArray, sql } from "drizzle-orm";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { DuoLine } from "@/lib/insights/duo-columns";
import type { Tx } from "../../client";
import { cycleUnits, publishedDuos } from "../../schema";
import { duoDetail, duoLine, ownUnit, unitName } from "./duo-rows";
import { previousOf } from "./previous";
import { inScope, inUnit } from "./scope";
import { type DuoSelection, listed, notOwn, type PageOf, selectionOrder } from "./selection";
import type { ScopedCycle } from "./units";

/**
 * One page of the selected rows, each with how many there are in all. Which rows those are is found first: what a line
 * says of its duo would else be looked up for the rows of all pages before it too.
 */
export async function listDuos(
  tx: Tx,
  selection: DuoSelection,
  page: PageOf,
): Promise<(DuoLine & { total: number })[]> {
  const { orgId, cycleId, duoId } = publishedDuos;
  const order = selectionOrder(selection);
  const shown = tx
    .select({ duoId, total: sql<number>`count(*) over ()`.mapWith(Number).as("total") })
    .from(publishedDuos)
    .where(listed(selection))
    .orderBy(...order)
    .limit(page.limit)
    .offset(page.offset ?? 0)
    .as("shown");
  const isShown = and(eq(orgId, selection.orgId), eq(cycleId, selection.cycleId), eq(duoId, shown.duoId));
  return tx
    .select({ ...duoLine(selection), unitName, total: shown.total })
    .from(shown)
    .innerJoin(publishedDuos, isShown)
    .orderBy(...order);
}

/** How many rows all pages of the list have. */
export async function countDuos(tx: Tx, selection: DuoSelection): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(publishedDuos).where(listed(selection));
  return row?.n ?? 0;
}

/** Duos with a row and those complete, by cycle, in a unit of a leader's scope; their own duos count. */
export async function countCompleteRows(
  tx: Tx,
  {
    scope,
    orgId,
    unitId,
    cycleIds,
  }: Omit<ScopedCycle, "cycleId"> & { unitId: string; cycleIds: readonly string[] },
): Promise<{ cycleId: string; duos: number; complete: number }[]> {
  return tx
    .select({
      cycleId: publishedDuos.cycleId,
      duos: count(),
      complete: sql<number>`count(*) filter (where ${publishedDuos.complete})`.mapWith(Number),
    })
    .from(publishedDuos)
    .where(
      and(
        eq(publishedDuos.orgId, orgId),
        inArray(publishedDuos.cycleId, [...cycleIds]),
        inScope(publishedDuos.lineage, scope),
        inUnit(publishedDuos.lineage, unitId),
      ),
    )
    .groupBy(publishedDuos.cycleId);
}

/** A duo in a leader's scope that they are not a partner in. */
export type ScopedDuo = { scope: LeaderScope; orgId: string; readerId: string; duoId: string };

const isDuo = ({ scope, orgId, readerId, duoId }: ScopedDuo) =>
  and(
    eq(publishedDuos.orgId, orgId),
    eq(publishedDuos.duoId, duoId),
    inScope(publishedDuos.lineage, scope),
    notOwn(readerId),
  );

/** Whether a leader reads a row of the duo in any cycle. */
export async function isReadDuo(tx: Tx, duo: ScopedDuo): Promise<boolean> {
  const rows = await tx.select({ id: publishedDuos.duoId }).from(publishedDuos).where(isDuo(duo)).limit(1);
  return rows.length > 0;
}

/** One duo over some cycles; a cycle without a row for leaders is left out. */
export async function listDuoHistory(tx: Tx, duo: ScopedDuo, cycleIds: readonly string[]) {
  return tx
    .select({ ...duoLine({ recounted: true }), cycleId: publishedDuos.cycleId })
    .from(publishedDuos)
    .innerJoin(cycleUnits, ownUnit)
    .where(and(isDuo(duo), inArray(publishedDuos.cycleId, [...cycleIds])));
}

/** One duo's row in a cycle with its dimension bands; undefined when it is not the leader's to read. */
export async function findDuo(tx: Tx, duo: ScopedDuo, cycleId: string) {
  const [row] = await tx
    .select({ ...duoDetail, lastStatusCycleId: previousOf(publishedDuos).lastStatusCycleId })
    .from(publishedDuos)
    .innerJoin(cycleUnits, ownUnit)
    .where(and(isDuo(duo), eq(publishedDuos.cycleId, cycleId)))
    .limit(1);
  return row;
}
