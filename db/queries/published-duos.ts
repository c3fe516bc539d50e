import { and, asc, count, eq, gte, ilike, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Filters } from "@/lib/insights/filters";
import type { LeaderScope } from "@/lib/permissions";
import type { Tx } from "../client";
import { cycleUnits, publishedDuos } from "../schema";

/** The duo rows a view asks for: one cycle, one unit's subtree, and what the URL filters by. */
export type DuoSelection = { orgId: string; cycleId: string; unitId: string; filters: Filters };

const figures = {
  duoId: publishedDuos.duoId,
  displayName: publishedDuos.displayName,
  unitId: publishedDuos.unitId,
  unitName: cycleUnits.name,
  pairType: publishedDuos.pairType,
  gradeGap: publishedDuos.gradeGap,
  tenureMonths: publishedDuos.tenureMonths,
  complete: publishedDuos.complete,
  status: publishedDuos.status,
  reason: publishedDuos.reason,
  sinceOn: publishedDuos.sinceOn,
  statusCycles: publishedDuos.statusCycles,
  level: publishedDuos.level,
  levelBand: publishedDuos.levelBand,
  agreement: publishedDuos.agreement,
  previousStatus: publishedDuos.previousStatus,
  previousLevel: publishedDuos.previousLevel,
};

/** Most in need of a look first; incomplete duos, which have no status, come last. */
const attention = sql`array_position(array['diverging', 'strained', 'not-enough-data', 'steady', 'multiplying'], ${publishedDuos.status})`;
const sorts = {
  attention,
  name: sql`lower(${publishedDuos.displayName})`,
  level: publishedDuos.level,
  agreement: sql`array_position(array['low', 'some', 'high'], ${publishedDuos.agreement})`,
  tenure: publishedDuos.tenureMonths,
} as const;

/** Under half a year, to two years, longer. */
const tenureRanges = {
  new: lt(publishedDuos.tenureMonths, 6),
  settled: and(gte(publishedDuos.tenureMonths, 6), lt(publishedDuos.tenureMonths, 24)),
  long: gte(publishedDuos.tenureMonths, 24),
} as const;

const gradeRanges = {
  same: eq(publishedDuos.gradeGap, 0),
  one: sql`abs(${publishedDuos.gradeGap}) = 1`,
  more: sql`abs(${publishedDuos.gradeGap}) > 1`,
  "not-stated": isNull(publishedDuos.gradeGap),
} as const;

function conditions({ orgId, cycleId, unitId, filters }: DuoSelection): SQL | undefined {
  const { pair, status, agreement, grade, tenure, q } = filters;
  return and(
    eq(publishedDuos.orgId, orgId),
    eq(publishedDuos.cycleId, cycleId),
    sql`${publishedDuos.lineage} @> array[${unitId}::uuid]`,
    pair && eq(publishedDuos.pairType, pair),
    status &&
      (status === "incomplete" ? eq(publishedDuos.complete, false) : eq(publishedDuos.status, status)),
    agreement && eq(publishedDuos.agreement, agreement),
    grade && gradeRanges[grade],
    tenure && tenureRanges[tenure],
    q === undefined ? undefined : ilike(publishedDuos.displayName, `%${q.replace(/[\\%_]/g, "\\$&")}%`),
  );
}

/** The selected rows in the chosen order; pages and exports add their own limit or none. */
export function duoRows(tx: Tx, _scope: LeaderScope, selection: DuoSelection) {
  const { sort = "attention", dir = "asc" } = selection.filters;
  const key = sorts[sort];
  const order = dir === "desc" ? sql`${key} desc nulls last` : sql`${key} asc nulls last`;
  return tx
    .select(figures)
    .from(publishedDuos)
    .innerJoin(
      cycleUnits,
      and(
        eq(cycleUnits.orgId, publishedDuos.orgId),
        eq(cycleUnits.cycleId, publishedDuos.cycleId),
        eq(cycleUnits.unitId, publishedDuos.unitId),
      ),
    )
    .where(conditions(selection))
    .orderBy(order, asc(publishedDuos.displayName), asc(publishedDuos.duoId))
    .$dynamic();
}

export async function countDuos(tx: Tx, _scope: LeaderScope, selection: DuoSelection): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(publishedDuos).where(conditions(selection));
  return row?.n ?? 0;
}

/** The states of some duos over some cycles, for their trackers. */
export async function listDuoHistory(
  tx: Tx,
  _scope: LeaderScope,
  orgId: string,
  duoIds: readonly string[],
  cycleIds: readonly string[],
) {
  return tx
    .select({
      duoId: publishedDuos.duoId,
      cycleId: publishedDuos.cycleId,
      complete: publishedDuos.complete,
      status: publishedDuos.status,
      reason: publishedDuos.reason,
      sinceOn: publishedDuos.sinceOn,
      level: publishedDuos.level,
      agreement: publishedDuos.agreement,
    })
    .from(publishedDuos)
    .where(
      and(
        eq(publishedDuos.orgId, orgId),
        inArray(publishedDuos.duoId, [...duoIds]),
        inArray(publishedDuos.cycleId, [...cycleIds]),
      ),
    );
}

/** One duo's row in a cycle with its dimension bands; undefined when it is not the leader's to read. */
export async function findDuo(tx: Tx, _scope: LeaderScope, orgId: string, cycleId: string, duoId: string) {
  const [row] = await tx
    .select({
      ...figures,
      dimensionBands: publishedDuos.dimensionBands,
      lastStatusCycleId: publishedDuos.lastStatusCycleId,
    })
    .from(publishedDuos)
    .innerJoin(
      cycleUnits,
      and(
        eq(cycleUnits.orgId, publishedDuos.orgId),
        eq(cycleUnits.cycleId, publishedDuos.cycleId),
        eq(cycleUnits.unitId, publishedDuos.unitId),
      ),
    )
    .where(
      and(eq(publishedDuos.orgId, orgId), eq(publishedDuos.cycleId, cycleId), eq(publishedDuos.duoId, duoId)),
    )
    .limit(1);
  return row;
}
