import { and, asc, desc, eq, gt, gte, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import { LONG_FROM, SETTLED_FROM } from "@/lib/domain/duo-attributes";
import type { LeaderScope } from "@/lib/domain/permissions";
import { agreementBands } from "@/lib/domain/published";
import { attentionOrder } from "@/lib/domain/status";
import type { AttributeFilters, Filters } from "@/lib/insights/filters";
import { publishedDuos } from "../../schema";
import { byName, isFound } from "../names";
import { inScope, inUnit, placeIn } from "./scope";
import { sinceOf } from "./since";

/** The duo rows that a view asks for: one scoped cycle, one unit's subtree, and what the URL filters by. */
export type DuoSelection = {
  scope: LeaderScope;
  orgId: string;
  /** The leader who reads: their own duos count in their units and are in no list. */
  readerId: string;
  cycleId: string;
  unitId: string;
  filters: Filters;
  /** A cycle before was withdrawn after the rows were published: what came before them is looked up again. */
  recounted: boolean;
};

/** A page of a list: how many rows, after how many. */
export type PageOf = { limit: number; offset?: number };

const tenureRanges = {
  new: lt(publishedDuos.tenureMonths, SETTLED_FROM),
  settled: and(gte(publishedDuos.tenureMonths, SETTLED_FROM), lt(publishedDuos.tenureMonths, LONG_FROM)),
  long: gte(publishedDuos.tenureMonths, LONG_FROM),
} as const;

const gradeRanges = {
  same: eq(publishedDuos.gradeDistance, 0),
  one: eq(publishedDuos.gradeDistance, 1),
  more: gt(publishedDuos.gradeDistance, 1),
  "not-stated": isNull(publishedDuos.gradeDistance),
} as const;

/** Rows with the chosen attributes: in SQL what `attributeOf` says of one row. */
export function withAttributes(chosen: AttributeFilters): SQL | undefined {
  const { pair, grade, tenure, line, team, platform, agreement } = chosen;
  return and(
    pair && eq(publishedDuos.pairType, pair),
    grade && gradeRanges[grade],
    tenure && tenureRanges[tenure],
    line && eq(publishedDuos.lineManager, line === "yes"),
    team && (team === "not-stated" ? isNull(publishedDuos.teamSize) : eq(publishedDuos.teamSize, team)),
    platform && eq(publishedDuos.platform, platform === "yes"),
    agreement && eq(publishedDuos.agreement, agreement),
  );
}

/** The selected rows, the reader's own duos among them. */
export function inSelection({ scope, orgId, cycleId, unitId, filters }: DuoSelection): SQL | undefined {
  const { status, q } = filters;
  return and(
    eq(publishedDuos.orgId, orgId),
    eq(publishedDuos.cycleId, cycleId),
    inUnit(publishedDuos.lineage, unitId),
    inScope(publishedDuos.lineage, scope),
    withAttributes(filters),
    status &&
      (status === "incomplete" ? eq(publishedDuos.complete, false) : eq(publishedDuos.status, status)),
    q === undefined ? undefined : isFound(publishedDuos.searchName, q),
  );
}

/** A duo that the reader is not a partner in: the only ones that lists and pages show. */
export const notOwn = (readerId: string): SQL | undefined =>
  and(ne(publishedDuos.icPersonId, readerId), ne(publishedDuos.managerPersonId, readerId));

/** The selected rows as a list shows them; counts take `inSelection`. */
export const listed = (selection: DuoSelection): SQL | undefined =>
  and(inSelection(selection), notOwn(selection.readerId));

/** Duos needing attention first; incomplete ones have no status, and a null comes last. */
export const byAttention = placeIn(attentionOrder, publishedDuos.status);

const sorts = {
  attention: byAttention,
  name: byName(publishedDuos.displayName),
  level: publishedDuos.level,
  agreement: placeIn(agreementBands, publishedDuos.agreement),
  tenure: publishedDuos.tenureMonths,
} as const;

/** What began last comes first; by the stored column where that holds: only so an index has the order. */
export const newestFirst = ({ recounted }: Pick<DuoSelection, "recounted">): SQL =>
  desc(recounted ? sinceOf(publishedDuos, "leaders").sinceOn : publishedDuos.sinceOn);

/**
 * The order that the URL asks for; names and ids settle what is equal, so that pages never overlap. Among rows of one
 * state alone it is that of an index, which no other expression may come before.
 */
export function selectionOrder(
  selection: DuoSelection,
  { oneState = false }: { oneState?: boolean } = {},
): SQL[] {
  const { sort = "attention", dir = "asc" } = selection.filters;
  const direction = sql.raw(dir);
  // Either way that of an index, which has no place for a null.
  if (sort === "name") return [sql`${sorts.name} ${direction}`, sql`${publishedDuos.duoId} ${direction}`];
  return [
    ...(oneState ? [] : [sql`${sorts[sort]} ${direction} nulls last`]),
    // Among equals of the same state, what began last.
    ...(sort === "attention" ? [newestFirst(selection)] : []),
    byName(publishedDuos.displayName),
    asc(publishedDuos.duoId),
  ];
}
