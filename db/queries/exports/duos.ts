import { and, count, eq, inArray, type SQL, sql } from "drizzle-orm";
import { csvInstant } from "@/lib/csv/csv";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { Tx } from "../../client";
import { cycles, cycleUnits, readableDuos } from "../../schema";
import { cycleOf, unitOf } from "../joins";
import { type ChangesSelection, changedIn, changeOrder, changeOrigin } from "../published/changes";
import { duoDetailFileColumns, duoFileColumns, ownUnit } from "../published/duo-rows";
import { bothStates } from "../published/flows";
import { inScope } from "../published/scope";
import { type DuoSelection, listed, notOwn, selectionOrder } from "../published/selection";
import {
  csvColumn,
  csvInstantColumn,
  cycleColumns,
  type Export,
  type ExportedCycle,
  namesOf,
} from "./columns";

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
      .from(readableDuos)
      .innerJoin(cycleUnits, ownUnit)
      .where(where)
      .orderBy(...order),
  };
}

/** The list of duos, all its pages. */
export const exportDuos = (tx: Tx, cycle: ExportedCycle, selection: DuoSelection) =>
  duoRows(tx, cycle, { where: listed(selection), order: selectionOrder(selection) });

/**
 * The listed duos in each of some cycles: what their trackers show. Unordered, so that the rows can be streamed without
 * a sort.
 */
export function exportHistory(tx: Tx, cycleIds: readonly string[], selection: DuoSelection): Export {
  const columns = {
    cycle: cycles.number,
    cycle_opened_at: csvInstantColumn(cycles.opensAt),
    questions_version: cycles.instrumentVersion,
    ...duoFileColumns(),
  };
  const chosen = tx.select({ id: readableDuos.duoId }).from(readableDuos).where(listed(selection));
  return {
    ...namesOf(columns),
    query: tx
      .select(columns)
      .from(readableDuos)
      .innerJoin(cycles, cycleOf(readableDuos))
      .innerJoin(cycleUnits, unitOf(readableDuos))
      .where(
        and(
          eq(readableDuos.orgId, selection.orgId),
          inArray(readableDuos.cycleId, [...cycleIds]),
          inArray(readableDuos.duoId, chosen),
          inScope(readableDuos.lineage, selection.scope),
        ),
      ),
  };
}

/** Duos whose state changed, each with what its change is counted from. */
export function exportChanges(tx: Tx, cycle: ExportedCycle, selection: ChangesSelection): Export {
  const { inBoth, previousStatusOn } = changeOrigin(tx, selection);
  return duoRows(tx, cycle, {
    where: changedIn(selection),
    order: changeOrder(tx, selection),
    besides: { previous_status_on: previousStatusOn, complete_in_both: inBoth },
  });
}

/** What a flow is between, in which unit, and over which duos alone. */
type FlowPlace = {
  from: ExportedCycle;
  to: ExportedCycle;
  unit: { readonly id: string; readonly name: string };
  only: string;
};

/** How many duos went from which state to which between two cycles; an empty state is an incomplete one. */
export function exportFlow(tx: Tx, selection: DuoSelection, { from, to, unit, only }: FlowPlace): Export {
  const both = bothStates(tx, selection, from.id);
  const columns = {
    from_cycle: sql<number>`${from.number}::int`,
    from_cycle_opened_at: sql<string>`${csvInstant(from.opensAt)}::text`,
    ...cycleColumns(to),
    unit_id: sql<string>`${unit.id}::text`,
    unit: csvColumn(sql`${unit.name}::text`, "unit"),
    only_duos_with: sql<string>`${only}::text`,
    from: both.from,
    to: both.to,
    duos: count(),
  };
  return {
    columns: Object.keys(columns),
    texts: ["unit"],
    query: tx.select(columns).from(both).groupBy(both.from, both.to),
  };
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
      .from(readableDuos)
      .innerJoin(cycleUnits, ownUnit)
      .where(
        and(
          eq(readableDuos.orgId, orgId),
          eq(readableDuos.cycleId, cycle.id),
          inScope(readableDuos.lineage, scope),
          notOwn(readerId),
        ),
      ),
  };
}
