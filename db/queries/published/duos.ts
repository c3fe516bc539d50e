import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { StatusCode } from "@/lib/domain/published";
import { attentionOrder } from "@/lib/domain/status";
import type { DuoLine } from "@/lib/insights/duo-columns";
import type { Tx } from "../../client";
import { cycleUnits, readableDuos } from "../../schema";
import { duoDetail, duoLine, listedLine, ownUnit, unitName } from "./duo-rows";
import { previousOf } from "./previous";
import { inScope, inUnit } from "./scope";
import { type DuoSelection, listed, notOwn, type PageOf, selectionOrder } from "./selection";
import type { ScopedCycle } from "./units";

/** How many of the selected rows stand in each state; an incomplete one has none. */
export type CountByState = ReadonlyMap<StatusCode | null, number>;

/** How many rows all pages of the list have, by state. */
export async function countDuos(tx: Tx, selection: DuoSelection): Promise<CountByState> {
  const { status } = readableDuos;
  const rows = await tx
    .select({ status, n: count() })
    .from(readableDuos)
    .where(listed(selection))
    .groupBy(status);
  return new Map(rows.map(({ status, n }) => [status, n]));
}

/**
 * One page of the selected rows. In the usual order they are read state by state, as an index has them, and a late page
 * costs little more than the first: the counts say which states it lies in, and how far into them. Any other order sorts
 * all selected rows.
 */
export async function listDuos(
  tx: Tx,
  selection: DuoSelection,
  { limit, offset = 0, counts }: PageOf & { counts: CountByState },
): Promise<DuoLine[]> {
  const { sort = "attention", dir = "asc" } = selection.filters;
  if (sort !== "attention" || selection.recounted) return listPage(tx, selection, { limit, offset });
  const inOrder = attentionOrder.filter((state) => state !== "incomplete");
  const states = dir === "asc" ? inOrder : inOrder.toReversed();
  const pages = [];
  let before = 0;
  for (const state of [...states, null]) {
    const n = counts.get(state) ?? 0;
    const from = Math.max(0, offset - before);
    const until = Math.min(n, offset + limit - before);
    if (from < until) pages.push(listPage(tx, selection, { limit: until - from, offset: from, state }));
    before += n;
  }
  return (await Promise.all(pages)).flat();
}

/**
 * A page of the rows, or of those in one state. Which rows those are is found first: what a line says of its duo would
 * else be looked up for the rows of all pages before it too.
 */
async function listPage(
  tx: Tx,
  selection: DuoSelection,
  { limit, offset, state }: Required<PageOf> & { state?: StatusCode | null },
): Promise<DuoLine[]> {
  const { orgId, cycleId, duoId, status } = readableDuos;
  const inState = state === null ? isNull(status) : state && eq(status, state);
  const order = selectionOrder(selection, { oneState: state !== undefined });
  const shown = tx
    .select({ duoId })
    .from(readableDuos)
    .where(and(listed(selection), inState))
    .orderBy(...order)
    .limit(limit)
    .offset(offset)
    .as("shown");
  const isShown = and(eq(orgId, selection.orgId), eq(cycleId, selection.cycleId), eq(duoId, shown.duoId));
  return tx
    .select({ ...listedLine(selection), unitName })
    .from(shown)
    .innerJoin(readableDuos, isShown)
    .orderBy(...order);
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
      cycleId: readableDuos.cycleId,
      duos: count(),
      complete: sql<number>`count(*) filter (where ${readableDuos.complete})`.mapWith(Number),
    })
    .from(readableDuos)
    .where(
      and(
        eq(readableDuos.orgId, orgId),
        inArray(readableDuos.cycleId, [...cycleIds]),
        inScope(readableDuos.lineage, scope),
        inUnit(readableDuos.lineage, unitId),
      ),
    )
    .groupBy(readableDuos.cycleId);
}

/** A duo in a leader's scope that they are not a partner in. */
export type ScopedDuo = { scope: LeaderScope; orgId: string; readerId: string; duoId: string };

const isDuo = ({ scope, orgId, readerId, duoId }: ScopedDuo) =>
  and(
    eq(readableDuos.orgId, orgId),
    eq(readableDuos.duoId, duoId),
    inScope(readableDuos.lineage, scope),
    notOwn(readerId),
  );

/** The cycles in which a leader reads a row of the duo. */
export async function listCyclesOfDuo(tx: Tx, duo: ScopedDuo): Promise<Set<string>> {
  const rows = await tx.select({ id: readableDuos.cycleId }).from(readableDuos).where(isDuo(duo));
  return new Set(rows.map(({ id }) => id));
}

/** Whether a leader reads a row of the duo in any cycle. */
export async function isReadDuo(tx: Tx, duo: ScopedDuo): Promise<boolean> {
  const rows = await tx.select({ id: readableDuos.duoId }).from(readableDuos).where(isDuo(duo)).limit(1);
  return rows.length > 0;
}

/** One duo over some cycles; a cycle without a row for leaders is left out. */
export async function listDuoHistory(tx: Tx, duo: ScopedDuo, cycleIds: readonly string[]) {
  return tx
    .select({ ...duoLine({ recounted: true }), cycleId: readableDuos.cycleId })
    .from(readableDuos)
    .innerJoin(cycleUnits, ownUnit)
    .where(and(isDuo(duo), inArray(readableDuos.cycleId, [...cycleIds])));
}

/** One duo's row in a cycle with its dimension bands; undefined when it is not the leader's to read. */
export async function findDuo(tx: Tx, duo: ScopedDuo, cycleId: string) {
  const [row] = await tx
    .select({ ...duoDetail, lastStatusCycleId: previousOf(readableDuos).lastStatusCycleId })
    .from(readableDuos)
    .innerJoin(cycleUnits, ownUnit)
    .where(and(isDuo(duo), eq(readableDuos.cycleId, cycleId)))
    .limit(1);
  return row;
}
