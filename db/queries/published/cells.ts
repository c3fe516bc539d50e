import { and, asc, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { CellMeasure } from "@/lib/domain/published";
import type { Tx } from "../../client";
import { cycles, cycleUnits, publications, publishedCells, publishedDrivers } from "../../schema";

const ids = (list: readonly string[]) => sql`${sql.param([...list])}::uuid[]`;

/** Published and withdrawn cycles, newest first. */
export async function listPublishedCycles(tx: Tx, orgId: string) {
  return tx
    .select({
      id: cycles.id,
      number: cycles.number,
      state: cycles.state,
      opensAt: cycles.opensAt,
      closesAt: cycles.closesAt,
      publishedAt: publications.publishedAt,
      sharingMode: publications.sharingMode,
      engineVersion: publications.engineVersion,
      instrumentVersion: publications.instrumentVersion,
      withdrawnAt: cycles.withdrawnAt,
      withdrawnReason: cycles.withdrawnReason,
    })
    .from(publications)
    .innerJoin(cycles, and(eq(cycles.orgId, publications.orgId), eq(cycles.id, publications.cycleId)))
    .where(eq(publications.orgId, orgId))
    .orderBy(desc(cycles.number));
}

/**
 * The units of a cycle's tree that a view needs, as they were then: what the scope was given and what lies right below
 * it, the way to the chosen unit with all its forks, and what is right below the opened ones. Parents come first.
 */
export async function listUnitsInScope(
  tx: Tx,
  orgId: string,
  cycleId: string,
  scope: LeaderScope,
  { chosen, open }: { chosen: string | undefined; open: readonly string[] },
) {
  const { unitId, parentId, lineage } = cycleUnits;
  const path = sql`(select way.lineage from ${cycleUnits} way where way.org_id = ${orgId} and way.cycle_id = ${cycleId} and way.unit_id = ${chosen ?? null}::uuid)::uuid[]`;
  return tx
    .select({
      id: unitId,
      parentId,
      name: cycleUnits.name,
      platform: cycleUnits.platform,
      lineage,
      // The table is named: a bare column would be that of the inner one.
      hasUnits: sql<boolean>`exists (select from ${cycleUnits} below where below.org_id = ${orgId} and below.cycle_id = ${cycleId} and below.parent_id = ${cycleUnits}.unit_id)`,
    })
    .from(cycleUnits)
    .where(
      and(
        eq(cycleUnits.orgId, orgId),
        eq(cycleUnits.cycleId, cycleId),
        sql`${lineage} && ${ids(scope.units)}`,
        or(
          sql`${unitId} = any(${ids(scope.units)})`,
          sql`${parentId} = any(${ids([...scope.units, ...open])})`,
          sql`${unitId} = any(${path})`,
          sql`${parentId} = any(${path})`,
        ),
      ),
    )
    .orderBy(sql`cardinality(${lineage})`, asc(cycleUnits.name));
}

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

/** All kinds of pairs in one figure, or one kind. */
type PairScope = (typeof publishedCells.pairType)["_"]["data"];

/** Published cells, hidden ones included (they say why). The scope is the proof; the policies check it again. */
export async function listCells(
  tx: Tx,
  _scope: LeaderScope,
  orgId: string,
  pairType: PairScope,
  ...wanted: readonly CellsWanted[]
) {
  return tx
    .select(cellFigures)
    .from(publishedCells)
    .where(
      and(
        eq(publishedCells.orgId, orgId),
        eq(publishedCells.pairType, pairType),
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

/** What goes with impact in the whole organization; only who leads its root gets a row. */
export async function findDrivers(tx: Tx, _scope: LeaderScope, orgId: string, cycleId: string) {
  const [row] = await tx
    .select({
      standing: publishedDrivers.standing,
      duos: publishedDrivers.duos,
      rSquared: publishedDrivers.rSquared,
      weights: publishedDrivers.weights,
    })
    .from(publishedDrivers)
    .where(and(eq(publishedDrivers.orgId, orgId), eq(publishedDrivers.cycleId, cycleId)));
  return row;
}
