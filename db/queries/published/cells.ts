import { and, eq, inArray, ne, or } from "drizzle-orm";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { CellMeasure } from "@/lib/domain/published";
import type { CellRow } from "@/lib/insights/cells";
import type { Tx } from "../../client";
import { publishedCells, publishedDrivers } from "../../schema";
import { inScope } from "./scope";

export const cellFigures = {
  cycleId: publishedCells.cycleId,
  unitId: publishedCells.unitId,
  measure: publishedCells.measure,
  visible: publishedCells.visible,
  hiddenReason: publishedCells.hiddenReason,
  counted: publishedCells.counted,
  enrolled: publishedCells.enrolled,
  value: publishedCells.value,
  low: publishedCells.low,
  high: publishedCells.high,
  shrunken: publishedCells.shrunken,
  verdict: publishedCells.verdict,
  band: publishedCells.band,
};

/** Cells of some units in some cycles. */
export type CellsWanted = {
  unitIds: readonly string[];
  cycleIds: readonly string[];
  measures: readonly CellMeasure[];
};

export type CellSelection = {
  scope: LeaderScope;
  orgId: string;
  /** All kinds of pairs in one figure, or one kind. */
  pairType: (typeof publishedCells.pairType)["_"]["data"];
  wanted: readonly CellsWanted[];
};

/** Published cells, hidden ones included (they say why). */
export async function listCells(
  tx: Tx,
  { scope, orgId, pairType, wanted }: CellSelection,
): Promise<CellRow[]> {
  return tx
    .select(cellFigures)
    .from(publishedCells)
    .where(
      and(
        eq(publishedCells.orgId, orgId),
        eq(publishedCells.pairType, pairType),
        inScope(publishedCells.lineage, scope),
        or(
          ...wanted.map(({ unitIds, cycleIds, measures }) =>
            and(
              inArray(publishedCells.unitId, [...unitIds]),
              inArray(publishedCells.cycleId, [...cycleIds]),
              inArray(publishedCells.measure, [...measures]),
            ),
          ),
        ),
      ),
    );
}

/** A unit's cells of a cycle by pair type, where the breakdown is offered; such cells are never hidden. */
export async function listPairCells(
  tx: Tx,
  { scope, orgId, cycleId, unitId }: { scope: LeaderScope; orgId: string; cycleId: string; unitId: string },
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
        inScope(publishedCells.lineage, scope),
      ),
    );
}

/** What goes with impact in the whole organization; only leaders of its root get a row. */
export async function findDrivers(
  tx: Tx,
  { scope, orgId, cycleId }: { scope: LeaderScope; orgId: string; cycleId: string },
) {
  const [row] = await tx
    .select({
      standing: publishedDrivers.standing,
      duos: publishedDrivers.duos,
      rSquared: publishedDrivers.rSquared,
      weights: publishedDrivers.weights,
    })
    .from(publishedDrivers)
    .where(
      and(
        eq(publishedDrivers.orgId, orgId),
        eq(publishedDrivers.cycleId, cycleId),
        inScope(publishedDrivers.lineage, scope),
      ),
    );
  return row;
}
