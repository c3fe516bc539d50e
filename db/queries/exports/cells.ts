import { and, asc, eq, inArray } from "drizzle-orm";
import type { LeaderScope } from "@/lib/domain/permissions";
import { type CellMeasure, cellMeasures } from "@/lib/domain/published";
import type { CellFileColumn } from "@/lib/insights/export";
import type { Tx } from "../../client";
import { cycles, cycleUnits, publishedCells } from "../../schema";
import { inScope, placeIn } from "../published/scope";
import { csvInstant, csvText, type Export, namesOf } from "./columns";

/** Which cells a file has; what is left out is not narrowed. */
export type CellSelection = {
  scope: LeaderScope;
  orgId: string;
  cycleIds: readonly string[];
  unitIds?: readonly string[];
  measures?: readonly CellMeasure[];
  pairType?: (typeof publishedCells.pairType)["_"]["data"];
};

const columns = {
  cycle: cycles.number,
  cycle_opened_at: csvInstant(cycles.opensAt),
  unit_id: publishedCells.unitId,
  unit: csvText(cycleUnits.name, "unit"),
  measure: publishedCells.measure,
  pair_type: publishedCells.pairType,
  value: publishedCells.value,
  low: publishedCells.low,
  high: publishedCells.high,
  best_estimate: publishedCells.shrunken,
  verdict: publishedCells.verdict,
  share_band: publishedCells.band,
  duos_counted: publishedCells.counted,
  duos_enrolled: publishedCells.enrolled,
  hidden_because: publishedCells.hiddenReason,
} satisfies Record<"cycle" | "cycle_opened_at" | CellFileColumn, unknown>;

/** Unit figures, hidden ones with their reason: cycle by cycle, units and measures in the order of the screen. */
export function exportCells(tx: Tx, wanted: CellSelection): Export {
  const { scope, orgId, cycleIds, unitIds, measures, pairType } = wanted;
  return {
    ...namesOf(columns),
    query: tx
      .select(columns)
      .from(publishedCells)
      .innerJoin(cycles, and(eq(cycles.orgId, publishedCells.orgId), eq(cycles.id, publishedCells.cycleId)))
      .innerJoin(
        cycleUnits,
        and(
          eq(cycleUnits.orgId, publishedCells.orgId),
          eq(cycleUnits.cycleId, publishedCells.cycleId),
          eq(cycleUnits.unitId, publishedCells.unitId),
        ),
      )
      .where(
        and(
          eq(publishedCells.orgId, orgId),
          inScope(publishedCells.lineage, scope),
          inArray(publishedCells.cycleId, [...cycleIds]),
          unitIds && inArray(publishedCells.unitId, [...unitIds]),
          measures && inArray(publishedCells.measure, [...measures]),
          pairType && eq(publishedCells.pairType, pairType),
        ),
      )
      .orderBy(
        asc(cycles.number),
        ...(unitIds ? [placeIn(unitIds, publishedCells.unitId)] : [asc(publishedCells.unitId)]),
        placeIn(measures ?? cellMeasures, publishedCells.measure),
        asc(publishedCells.pairType),
      ),
  };
}
