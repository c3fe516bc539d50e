import { and, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { Tx } from "../../client";
import { cycles, cycleUnits, publishedDuos } from "../../schema";
import { changedInView, changeOrder, type DuosInView, flows } from "../published/changes";
import { type DuoSelection, inSelection, ownUnit, selectionOrder } from "../published/duos";
import {
  csvInstant,
  cycleColumns,
  duoColumns,
  duoDetailColumns,
  type Export,
  type ExportedCycle,
} from "./columns";

/** The list of duos, all its pages. */
export function exportDuos(
  tx: Tx,
  _scope: LeaderScope,
  cycle: ExportedCycle,
  selection: DuoSelection,
): Export {
  const columns = { ...cycleColumns(cycle), ...duoColumns() };
  return {
    columns: Object.keys(columns),
    query: tx
      .select(columns)
      .from(publishedDuos)
      .innerJoin(cycleUnits, ownUnit)
      .where(inSelection(selection))
      .orderBy(...selectionOrder(selection.filters)),
  };
}

const past = alias(publishedDuos, "past");

/** The listed duos in each of some cycles: what their trackers show. In no promised order, so that it can stream. */
export function exportHistory(
  tx: Tx,
  _scope: LeaderScope,
  cycleIds: readonly string[],
  selection: DuoSelection,
): Export {
  const columns = {
    cycle: cycles.number,
    cycle_opened_at: csvInstant(cycles.opensAt),
    ...duoColumns(past as unknown as typeof publishedDuos),
  };
  const listed = tx.select({ id: publishedDuos.duoId }).from(publishedDuos).where(inSelection(selection));
  return {
    columns: Object.keys(columns),
    query: tx
      .select(columns)
      .from(past)
      .innerJoin(cycles, and(eq(cycles.orgId, past.orgId), eq(cycles.id, past.cycleId)))
      .innerJoin(
        cycleUnits,
        and(
          eq(cycleUnits.orgId, past.orgId),
          eq(cycleUnits.cycleId, past.cycleId),
          eq(cycleUnits.unitId, past.unitId),
        ),
      )
      .where(
        and(
          eq(past.orgId, selection.orgId),
          inArray(past.cycleId, [...cycleIds]),
          inArray(past.duoId, listed),
        ),
      ),
  };
}

/** Duos whose state changed beyond noise. */
export function exportChanges(tx: Tx, _scope: LeaderScope, cycle: ExportedCycle, view: DuosInView): Export {
  const columns = {
    ...cycleColumns(cycle),
    ...duoColumns(),
    previous_status: publishedDuos.previousStatus,
    previous_level: publishedDuos.previousLevel,
  };
  return {
    columns: Object.keys(columns),
    query: tx
      .select(columns)
      .from(publishedDuos)
      .innerJoin(cycleUnits, ownUnit)
      .where(changedInView(view))
      .orderBy(...changeOrder),
  };
}

export const flowColumns = ["from", "to", "duos"];

/** How many duos went from which state to which between two cycles; an empty state is an incomplete one. */
export function exportFlow(tx: Tx, scope: LeaderScope, view: DuosInView, fromCycleId: string): Export {
  return { columns: flowColumns, query: flows(tx, scope, view, fromCycleId) };
}

/** Every duo of a cycle in scope, with all that leaders read of it. */
export function exportDataset(tx: Tx, _scope: LeaderScope, orgId: string, cycle: ExportedCycle): Export {
  const columns = { ...cycleColumns(cycle), ...duoColumns(), ...duoDetailColumns };
  return {
    columns: Object.keys(columns),
    query: tx
      .select(columns)
      .from(publishedDuos)
      .innerJoin(cycleUnits, ownUnit)
      .where(and(eq(publishedDuos.orgId, orgId), eq(publishedDuos.cycleId, cycle.id))),
  };
}
