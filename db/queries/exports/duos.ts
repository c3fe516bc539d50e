import { and, eq, inArray, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { Tx } from "../../client";
import { cycles, cycleUnits, publishedDuos } from "../../schema";
import { cycleOf, unitOf } from "../joins";
import { type ChangesSelection, changedIn, changeOrder, changeOrigin, flows } from "../published/changes";
import { duoDetailFileColumns, duoFileColumns, ownUnit } from "../published/duo-rows";
import { inScope } from "../published/scope";
import { type DuoSelection, listed, notOwn, selectionOrder } from "../published/selection";
import { csvInstantColumn, cycleColumns, type Export, type ExportedCycle, namesOf } from "./columns";

/** Duos of a cycle, as rows of the list. */
function duoRows(
  tx: Tx,
  cycle: ExportedCycle,
  { where, order, besides }: { where: SQL | undefined; order: SQL[]; besides?: Record<string, SQL> },
): Export {
  const columns = { ...cycleColumns(cycle), ...duoFileColumns(), ...besides };
  return {
    ...namesOf(columns),
    query: tx
      .select(columns)
      .from(publishedDuos)
      .innerJoin(cycleUnits, ownUnit)
      .where(where)
      .orderBy(...order),
  };
}

/** The list of duos, all its pages. */
export const exportDuos = (tx: Tx, cycle: ExportedCycle, selection: DuoSelection) =>
  duoRows(tx, cycle, { where: listed(selection), order: selectionOrder(selection) });

const past = alias(publishedDuos, "past");

/**
 * The listed duos in each of some cycles: what their trackers show. Unordered, so that the rows can be streamed without
 * a sort.
 */
export function exportHistory(tx: Tx, cycleIds: readonly string[], selection: DuoSelection): Export {
  const columns = {
    cycle: cycles.number,
    cycle_opened_at: csvInstantColumn(cycles.opensAt),
    questions_version: cycles.instrumentVersion,
    ...duoFileColumns(past as unknown as typeof publishedDuos),
  };
  const chosen = tx.select({ id: publishedDuos.duoId }).from(publishedDuos).where(listed(selection));
  return {
    ...namesOf(columns),
    query: tx
      .select(columns)
      .from(past)
      .innerJoin(cycles, cycleOf(past))
      .innerJoin(cycleUnits, unitOf(past))
      .where(
        and(
          eq(past.orgId, selection.orgId),
          inArray(past.cycleId, [...cycleIds]),
          inArray(past.duoId, chosen),
          inScope(past.lineage, selection.scope),
        ),
      ),
  };
}

/** Duos whose state changed beyond noise, each with what its change is counted from. */
export function exportChanges(tx: Tx, cycle: ExportedCycle, selection: ChangesSelection): Export {
  const { inBoth, previousStatusOn } = changeOrigin(tx, selection);
  return duoRows(tx, cycle, {
    where: changedIn(selection),
    order: changeOrder(tx, selection),
    besides: { previous_status_on: previousStatusOn, complete_in_both: inBoth },
  });
}

export const flowColumns = ["from", "to", "duos"];

/** How many duos went from which state to which between two cycles; an empty state is an incomplete one. */
export function exportFlow(tx: Tx, selection: DuoSelection, fromCycleId: string): Export {
  return { columns: flowColumns, texts: [], query: flows(tx, selection, fromCycleId) };
}

/** Every duo of a cycle in scope, with all that leaders read of it. */
export function exportDataset(
  tx: Tx,
  { scope, orgId, readerId }: { scope: LeaderScope; orgId: string; readerId: string },
  cycle: ExportedCycle,
): Export {
  const columns = { ...cycleColumns(cycle), ...duoFileColumns(), ...duoDetailFileColumns() };
  return {
    ...namesOf(columns),
    query: tx
      .select(columns)
      .from(publishedDuos)
      .innerJoin(cycleUnits, ownUnit)
      .where(
        and(
          eq(publishedDuos.orgId, orgId),
          eq(publishedDuos.cycleId, cycle.id),
          inScope(publishedDuos.lineage, scope),
          notOwn(readerId),
        ),
      ),
  };
}
