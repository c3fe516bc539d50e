import { and, eq, inArray, ne, or } from "drizzle-orm";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { CellMeasure } from "@/lib/domain/published";
import type { Tx } from "../../client";
import { cycleUnits, publishedCells } from "../../schema";
import { cellFigures } from "./cells";

/** A unit's cells of a cycle by pair type, where the breakdown is offered; such cells are never hidden. */
export async function listPairCells(
  tx: Tx,
  _scope: LeaderScope,
  orgId: string,
  cycleId: string,
  unitId: string,
  measures: readonly CellMeasure[],
) {
  return tx
    .select({ ...cellFigures, pairType: publishedCells.pairType })
    .from(publishedCells)
    .where(
      and(
        eq(publishedCells.orgId, orgId),
        eq(publishedCells.unitId, unitId),
        eq(publishedCells.cycleId, cycleId),
        inArray(publishedCells.measure, [...measures]),
        ne(publishedCells.pairType, "all"),
      ),
    );
}

/** A unit and the units right below it, as they were in some cycles. */
export async function listShapes(
  tx: Tx,
  _scope: LeaderScope,
  orgId: string,
  unitId: string,
  cycleIds: readonly string[],
) {
  return tx
    .select({ cycleId: cycleUnits.cycleId, unitId: cycleUnits.unitId, parentId: cycleUnits.parentId })
    .from(cycleUnits)
    .where(
      and(
        eq(cycleUnits.orgId, orgId),
        inArray(cycleUnits.cycleId, [...cycleIds]),
        or(eq(cycleUnits.unitId, unitId), eq(cycleUnits.parentId, unitId)),
      ),
    );
}
