import { and, eq, inArray, or } from "drizzle-orm";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { CellMeasure, UnitAttribute } from "@/lib/domain/published";
import type { CellRow } from "@/lib/insights/figures";
import type { RowCounts } from "@/lib/publication/row-figures";
import { unpackCounts } from "@/lib/publication/unit-counts";
import type { Tx } from "../../client";
import { publishedCells, publishedDrivers, publishedUnitCounts } from "../../schema";
import { inScope } from "./scope";

/** Some units in some cycles. */
export type UnitsWanted = { unitIds: readonly string[]; cycleIds: readonly string[] };

export type CountsSelection = {
  scope: LeaderScope;
  orgId: string;
  attribute: UnitAttribute;
  /** Of the attribute; left out, all its values. */
  value?: string;
  wanted: readonly UnitsWanted[];
};

/** What the duo rows of units add up to; units without a row are left out. */
export async function listUnitCounts(
  tx: Tx,
  { scope, orgId, attribute, value, wanted }: CountsSelection,
): Promise<{ unitId: string; cycleId: string; value: string; counts: RowCounts }[]> {
  const { lineage, attribute: by, value: is } = publishedUnitCounts;
  const rows = await tx
    .select()
    .from(publishedUnitCounts)
    .where(
      and(
        eq(publishedUnitCounts.orgId, orgId),
        eq(by, attribute),
        value === undefined ? undefined : eq(is, value),
        inScope(lineage, scope),
        or(
          ...wanted.map(({ unitIds, cycleIds }) =>
            and(
              inArray(publishedUnitCounts.unitId, [...unitIds]),
              inArray(publishedUnitCounts.cycleId, [...cycleIds]),
            ),
          ),
        ),
      ),
    );
  return rows.map(({ unitId, cycleId, value, ...packed }) => ({
    unitId,
    cycleId,
    value,
    counts: unpackCounts(packed),
  }));
}

const cellFigures = {
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
  verdict: publishedCells.verdict,
  band: publishedCells.band,
  pairType: publishedCells.pairType,
};
type PairType = (typeof publishedCells.$inferSelect)["pairType"];

export type CellsWanted = UnitsWanted & { measures: readonly CellMeasure[] };

export type CellSelection = {
  scope: LeaderScope;
  orgId: string;
  /** All kinds of pairs in one figure, or one kind; left out, every figure. */
  pairType?: PairType;
  wanted: readonly CellsWanted[];
};

/** Masked figures that the reader may read, hidden ones included (they say why). */
export async function listCells(
  tx: Tx,
  { scope, orgId, pairType, wanted }: CellSelection,
): Promise<(CellRow & { pairType: PairType })[]> {
  return tx
    .select(cellFigures)
    .from(publishedCells)
    .where(
      and(
        eq(publishedCells.orgId, orgId),
        pairType && eq(publishedCells.pairType, pairType),
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

/** What goes with impact in the whole organization; only leaders of its root get a row. */
export async function findDrivers(
  tx: Tx,
  { scope, orgId, cycleId }: { scope: LeaderScope; orgId: string; cycleId: string },
) {
  const [row] = await tx
    .select({
      standing: publishedDrivers.standing,
      duos: publishedDrivers.duos,
      explained: publishedDrivers.explained,
      drivers: publishedDrivers.drivers,
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
