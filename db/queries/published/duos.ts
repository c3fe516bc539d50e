import { and, asc, count, desc, eq, gte, ilike, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { Filters } from "@/lib/insights/filters";
import type { Tx } from "../../client";
import { cycleUnits, publishedDuos } from "../../schema";

/** The duo rows a view asks for: one cycle, one unit's subtree, and what the URL filters by. */
export type DuoSelection = { orgId: string; cycleId: string; unitId: string; filters: Filters };

/** What a list says of a duo in a line. */
export const duoLine = {
  duoId: publishedDuos.duoId,
  name: publishedDuos.displayName,
  unitName: cycleUnits.name,
  pairType: publishedDuos.pairType,
  status: publishedDuos.status,
  reason: publishedDuos.reason,
  sinceOn: publishedDuos.sinceOn,
  level: publishedDuos.level,
  agreement: publishedDuos.agreement,
  previousStatus: publishedDuos.previousStatus,
  previousLevel: publishedDuos.previousLevel,
};

export const ownUnit = and(
  eq(cycleUnits.orgId, publishedDuos.orgId),
  eq(cycleUnits.cycleId, publishedDuos.cycleId),
  eq(cycleUnits.unitId, publishedDuos.unitId),
);

/** Most in need of a look first; incomplete duos, which have no status, come last. */
const attention = sql`array_position(array['diverging', 'strained', 'not-enough-data', 'steady', 'multiplying'], ${publishedDuos.status})`;
const sorts = {
  attention,
  name: sql`lower(${publishedDuos.displayName})`,
  level: publishedDuos.level,
  agreement: sql`array_position(array['low', 'some', 'high'], ${publishedDuos.agreement})`,
  tenure: publishedDuos.tenureMonths,
} as const;

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

export function inSelection({ orgId, cycleId, unitId, filters }: DuoSelection): SQL | undefined {
  const { pair, status, agreement, grade, tenure, q } = filters;
  return and(
    eq(publishedDuos.orgId, orgId),
    eq(publishedDuos.cycleId, cycleId),
    sql`${unitId}::uuid = any(${publishedDuos.lineage})`,
    pair && eq(publishedDuos.pairType, pair),
    status &&
      (status === "incomplete" ? eq(publishedDuos.complete, false) : eq(publishedDuos.status, status)),
    agreement && eq(publishedDuos.agreement, agreement),
    grade && gradeRanges[grade],
    tenure && tenureRanges[tenure],
    q === undefined ? undefined : ilike(publishedDuos.displayName, `%${q.replace(/[\\%_]/g, "\\$&")}%`),
  );
}

/** The order that the URL asks for; names and ids settle what is equal, so that pages never overlap. */
export function selectionOrder({ sort = "attention", dir = "asc" }: Filters): SQL[] {
  const direction = sql.raw(dir);
  return [
    sql`${sorts[sort]} ${direction} nulls last`,
    // Among equals of the same state, what began last.
    ...(sort === "attention" ? [desc(publishedDuos.sinceOn)] : []),
    asc(publishedDuos.displayName),
    asc(publishedDuos.duoId),
  ];
}

/** Evaluated for the rows of the page alone, where a join would find the unit of every duo first. */
const unitName = sql<string>`(select ${cycleUnits.name} from ${cycleUnits} where ${ownUnit})`;

/** One page of the selected rows, each with how many there are in all. */
export async function listDuos(
  tx: Tx,
  _scope: LeaderScope,
  selection: DuoSelection,
  page: { limit: number; offset: number },
) {
  return tx
    .select({
      ...duoLine,
      unitName,
      tenureMonths: publishedDuos.tenureMonths,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(publishedDuos)
    .where(inSelection(selection))
    .orderBy(...selectionOrder(selection.filters))
    .limit(page.limit)
    .offset(page.offset);
}

export async function countDuos(tx: Tx, _scope: LeaderScope, selection: DuoSelection): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(publishedDuos).where(inSelection(selection));
  return row?.n ?? 0;
}

/** One duo over some cycles; a cycle without a row for leaders is left out. */
export async function listDuoHistory(
  tx: Tx,
  _scope: LeaderScope,
  orgId: string,
  duoId: string,
  cycleIds: readonly string[],
) {
  return tx
    .select({
      cycleId: publishedDuos.cycleId,
      unitId: publishedDuos.unitId,
      unitName: cycleUnits.name,
      status: publishedDuos.status,
      reason: publishedDuos.reason,
      sinceOn: publishedDuos.sinceOn,
      level: publishedDuos.level,
      agreement: publishedDuos.agreement,
    })
    .from(publishedDuos)
    .innerJoin(cycleUnits, ownUnit)
    .where(
      and(
        eq(publishedDuos.orgId, orgId),
        eq(publishedDuos.duoId, duoId),
        inArray(publishedDuos.cycleId, [...cycleIds]),
      ),
    );
}

/** One duo's row in a cycle with its dimension bands; undefined when it is not the leader's to read. */
export async function findDuo(tx: Tx, _scope: LeaderScope, orgId: string, cycleId: string, duoId: string) {
  const [row] = await tx
    .select({
      ...duoLine,
      tenureMonths: publishedDuos.tenureMonths,
      unitId: publishedDuos.unitId,
      gradeDistance: sql<number | null>`abs(${publishedDuos.gradeGap})`,
      statusCycles: publishedDuos.statusCycles,
      dimensionBands: publishedDuos.dimensionBands,
      lastStatusCycleId: publishedDuos.lastStatusCycleId,
    })
    .from(publishedDuos)
    .innerJoin(cycleUnits, ownUnit)
    .where(
      and(eq(publishedDuos.orgId, orgId), eq(publishedDuos.cycleId, cycleId), eq(publishedDuos.duoId, duoId)),
    )
    .limit(1);
  return row;
}
