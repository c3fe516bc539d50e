import { and, asc, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { Tx } from "../../client";
import { cycles, cycleUnits, publications } from "../../schema";
import { opensOn } from "../cycles";
import { cycleOf } from "../joins";
import { byName } from "../names";
import { unitLabel } from "./duo-rows";
import { inScope, uuids } from "./scope";

/** Published and withdrawn cycles, newest first. */
export async function listPublishedCycles(tx: Tx, orgId: string) {
  return tx
    .select({
      id: cycles.id,
      number: cycles.number,
      state: cycles.state,
      opensAt: cycles.opensAt,
      opensOn,
      closesAt: cycles.closesAt,
      closedAt: cycles.closedAt,
      timeZone: cycles.timeZone,
      promiseVersion: cycles.promiseVersion,
      publishedAt: publications.publishedAt,
      sharingMode: publications.sharingMode,
      engineVersion: publications.engineVersion,
      instrumentVersion: publications.instrumentVersion,
      instrumentBreak: publications.instrumentBreak,
      withdrawnAt: cycles.withdrawnAt,
      withdrawnReason: cycles.withdrawnReason,
    })
    .from(publications)
    .innerJoin(cycles, cycleOf(publications))
    .where(eq(publications.orgId, orgId))
    .orderBy(desc(cycles.number));
}

/** Numbers of the published cycles that begin with a break of the questions. */
export async function listInstrumentBreaks(tx: Tx, orgId: string): Promise<number[]> {
  const rows = await tx
    .select({ number: cycles.number })
    .from(publications)
    .innerJoin(cycles, cycleOf(publications))
    .where(and(eq(publications.orgId, orgId), eq(publications.instrumentBreak, true)))
    .orderBy(asc(cycles.number));
  return rows.map(({ number }) => number);
}

/** A cycle as far as a leader's scope reaches. */
export type ScopedCycle = { scope: LeaderScope; orgId: string; cycleId: string };

/** The newest published cycle that was not withdrawn; else the newest. */
const newestCycle = (orgId: string) =>
  sql`(select c.id from ${publications} p join ${cycles} c on c.org_id = p.org_id and c.id = p.cycle_id where p.org_id = ${orgId} order by c.state = 'published' desc, c.number desc limit 1)`;

/**
 * The units of a cycle's tree that a view needs, as they were then: what the scope was given and what lies right below
 * it, the way to the chosen unit with all its forks, and what is right below the opened ones. Parents come first. Without
 * a cycle they are the newest one's, so that nobody has to ask for it before.
 */
export async function listUnitsInScope(
  tx: Tx,
  { scope, orgId, cycleId }: Pick<ScopedCycle, "scope" | "orgId"> & { cycleId: string | undefined },
  { chosen, open }: { chosen: string | undefined; open: readonly string[] },
) {
  const { unitId, parentId, lineage } = cycleUnits;
  const inCycle = cycleId ? sql`${cycleId}::uuid` : newestCycle(orgId);
  const path = sql`(select way.lineage from ${cycleUnits} way where way.org_id = ${orgId} and way.cycle_id = ${inCycle} and way.unit_id = ${chosen ?? null}::uuid)::uuid[]`;
  return tx
    .select({
      cycleId: cycleUnits.cycleId,
      id: unitId,
      parentId,
      name: cycleUnits.name,
      label: unitLabel,
      platform: cycleUnits.platform,
      lineage,
      // The table is named: a bare column would be that of the inner one.
      hasUnits: sql<boolean>`exists (select from ${cycleUnits} below where below.org_id = ${orgId} and below.cycle_id = ${cycleUnits}.cycle_id and below.parent_id = ${cycleUnits}.unit_id)`,
    })
    .from(cycleUnits)
    .where(
      and(
        eq(cycleUnits.orgId, orgId),
        eq(cycleUnits.cycleId, inCycle),
        inScope(lineage, scope),
        or(
          sql`${unitId} = any(${uuids(scope.units)})`,
          sql`${parentId} = any(${uuids([...scope.units, ...open])})`,
          sql`${unitId} = any(${path})`,
          sql`${parentId} = any(${path})`,
        ),
      ),
    )
    .orderBy(sql`cardinality(${lineage})`, byName(cycleUnits.name));
}

/** Every unit of a cycle's tree in scope, parents first. */
export async function listAllUnitsInScope(tx: Tx, { scope, orgId, cycleId }: ScopedCycle) {
  return tx
    .select({ id: cycleUnits.unitId, name: cycleUnits.name, label: unitLabel })
    .from(cycleUnits)
    .where(
      and(eq(cycleUnits.orgId, orgId), eq(cycleUnits.cycleId, cycleId), inScope(cycleUnits.lineage, scope)),
    )
    .orderBy(sql`cardinality(${cycleUnits.lineage})`, byName(cycleUnits.name), asc(cycleUnits.unitId));
}

/** A unit and the units right below it, as they were in some cycles. */
export async function listShapes(
  tx: Tx,
  { scope, orgId, unitId }: { scope: LeaderScope; orgId: string; unitId: string },
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
        inScope(cycleUnits.lineage, scope),
      ),
    );
}
