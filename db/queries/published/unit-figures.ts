import { and, count, eq, getTableColumns, or, type SQL, sql } from "drizzle-orm";
import type { UnitAttribute } from "@/lib/domain/duo-attributes";
import type { LeaderScope } from "@/lib/domain/permissions";
import {
  agreementBands,
  type CellMeasure,
  levelBands,
  sharedDimensionCodes,
  statusCodes,
} from "@/lib/domain/published";
import type { CellRow } from "@/lib/insights/figures";
import type { AttributeFilters } from "@/lib/insights/filters";
import type { OverviewCounts } from "@/lib/publication/overview-counts";
import { LEVEL_STEP } from "@/lib/publication/rounding";
import { LEVEL_STEPS, type RowCounts } from "@/lib/publication/row-figures";
import { unpackCounts } from "@/lib/publication/unit-counts";
import type { Tx } from "../../client";
import { publishedCells, publishedDrivers, publishedUnitCounts, readableDuos } from "../../schema";
import { inScope, isOneOf, isOneText, uuids } from "./scope";
import { withAttributes } from "./selection";

/** Some units in some cycles. */
export type UnitsWanted = { unitIds: readonly string[]; cycleIds: readonly string[] };

const { orgId, lineage, places, steps, older, elsewhere, ...figures } = getTableColumns(publishedUnitCounts);

/** The counts of the duos of one unit in one cycle, in all or with one value of an attribute. */
export type OverviewSelection = {
  scope: LeaderScope;
  orgId: string;
  cycleId: string;
  unitId: string;
  attribute: UnitAttribute;
  value: string;
};

/** The map and the changes of a unit as its publication counted them; undefined without a row or from before it did. */
export async function findOverviewCounts(
  tx: Tx,
  { scope, orgId, cycleId, unitId, attribute, value }: OverviewSelection,
): Promise<OverviewCounts | undefined> {
  const [row] = await tx
    .select({ places, steps, older, elsewhere })
    .from(publishedUnitCounts)
    .where(
      and(
        eq(publishedUnitCounts.orgId, orgId),
        eq(figures.cycleId, cycleId),
        eq(figures.unitId, unitId),
        eq(figures.attribute, attribute),
        eq(figures.value, value),
        inScope(lineage, scope),
      ),
    );
  return row && row.places.length > 0 ? row : undefined;
}

export type CountsSelection = {
  scope: LeaderScope;
  orgId: string;
  attributes: readonly UnitAttribute[];
  /** One value alone; left out, all values. */
  value?: string;
  wanted: readonly UnitsWanted[];
};

/** What rows of a unit add up to in a cycle. */
export type CountsOfUnit = { unitId: string; cycleId: string; counts: RowCounts };

/** What the duo rows of units add up to; units without a row are left out. */
export async function listUnitCounts(
  tx: Tx,
  { scope, orgId, attributes, value, wanted }: CountsSelection,
): Promise<(CountsOfUnit & { attribute: UnitAttribute; value: string })[]> {
  const { attribute, value: is } = publishedUnitCounts;
  const rows = await tx
    .select(figures)
    .from(publishedUnitCounts)
    .where(
      and(
        eq(publishedUnitCounts.orgId, orgId),
        isOneText(attribute, attributes),
        value === undefined ? undefined : eq(is, value),
        inScope(lineage, scope),
        or(
          ...wanted.map(({ unitIds, cycleIds }) =>
            and(isOneOf(publishedUnitCounts.unitId, unitIds), isOneOf(publishedUnitCounts.cycleId, cycleIds)),
          ),
        ),
      ),
    );
  return rows.map(({ unitId, cycleId, attribute, value, ...packed }) => ({
    unitId,
    cycleId,
    attribute,
    value,
    counts: unpackCounts(packed),
  }));
}

const countIf = (condition: SQL) => sql`count(*) filter (where ${condition})`;
const countsOf = (conditions: readonly SQL[]) =>
  sql<number[]>`array[${sql.join(conditions.map(countIf), sql`, `)}]::integer[]`;

/** What rows add up to, packed as `published_unit_counts` keeps it. */
const packedCounts = {
  enrolled: count(),
  complete: sql<number>`${countIf(sql`${readableDuos.complete}`)}::integer`,
  states: countsOf(statusCodes.map((code) => eq(readableDuos.status, code))),
  agreement: countsOf(agreementBands.map((band) => eq(readableDuos.agreement, band))),
  dimensions: countsOf(
    sharedDimensionCodes.flatMap((code) =>
      levelBands.map((band) => sql`${readableDuos.dimensionBands} ->> ${code} = ${band}`),
    ),
  ),
  levels: countsOf(
    Array.from({ length: LEVEL_STEPS }, (_, step) => eq(readableDuos.level, LEVEL_STEP * step)),
  ),
};

type SomeDuos = { filters: AttributeFilters };

/**
 * The same for duos with several attributes at once, counted from the rows: a publication stores the counts of single
 * values only.
 */
export async function countSelected(
  tx: Tx,
  { scope, orgId, filters, wanted }: Pick<CountsSelection, "scope" | "orgId" | "wanted"> & SomeDuos,
): Promise<CountsOfUnit[]> {
  const unitId = sql<string>`wanted.unit_id`;
  const found = [];
  for (const { unitIds, cycleIds } of wanted) {
    const rows = await tx
      .select({ unitId, cycleId: readableDuos.cycleId, ...packedCounts })
      .from(readableDuos)
      .innerJoin(
        sql`unnest(${uuids(unitIds)}) as wanted(unit_id)`,
        sql`wanted.unit_id = any(${readableDuos.lineage})`,
      )
      .where(
        and(
          eq(readableDuos.orgId, orgId),
          isOneOf(readableDuos.cycleId, cycleIds),
          inScope(readableDuos.lineage, scope),
          withAttributes(filters),
        ),
      )
      .groupBy(unitId, readableDuos.cycleId);
    found.push(
      ...rows.map(({ unitId, cycleId, ...packed }) => ({ unitId, cycleId, counts: unpackCounts(packed) })),
    );
  }
  return found;
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
              isOneOf(publishedCells.unitId, unitIds),
              isOneOf(publishedCells.cycleId, cycleIds),
              isOneText(publishedCells.measure, measures),
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
