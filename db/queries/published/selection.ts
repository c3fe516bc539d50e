import { and, asc, desc, eq, gt, gte, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import { LONG_FROM, SETTLED_FROM } from "@/lib/domain/duo-attributes";
import type { LeaderScope } from "@/lib/domain/permissions";
import { agreementBands } from "@/lib/domain/published";
import { attentionOrder } from "@/lib/domain/status";
import type { AttributeFilters, Filters } from "@/lib/insights/filters";
import { readableDuos } from "../../schema";
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
  new: lt(readableDuos.tenureMonths, SETTLED_FROM),
  settled: and(gte(readableDuos.tenureMonths, SETTLED_FROM), lt(readableDuos.tenureMonths, LONG_FROM)),
  long: gte(readableDuos.tenureMonths, LONG_FROM),
} as const;

const gradeRanges = {
  same: eq(readableDuos.gradeDistance, 0),
  one: eq(readableDuos.gradeDistance, 1),
  more: gt(readableDuos.gradeDistance, 1),
  "not-stated": isNull(readableDuos.gradeDistance),
} as const;

/** Rows with the chosen attributes: in SQL what `attributeOf` says of one row. */
export function withAttributes(chosen: AttributeFilters): SQL | undefined {
  const { pair, grade, tenure, line, team, platform, agreement } = chosen;
  return and(
    pair && eq(readableDuos.pairType, pair),
    grade && gradeRanges[grade],
    tenure && tenureRanges[tenure],
    line && eq(readableDuos.lineManager, line === "yes"),
    team && (team === "not-stated" ? isNull(readableDuos.teamSize) : eq(readableDuos.teamSize, team)),
    platform && eq(readableDuos.platform, platform === "yes"),
    agreement && eq(readableDuos.agreement, agreement),
  );
}

/** The selected rows, the reader's own duos among them. */
export function inSelection({ scope, orgId, cycleId, unitId, filters }: DuoSelection): SQL | undefined {
  const { status, q } = filters;
  return and(
    eq(readableDuos.orgId, orgId),
    eq(readableDuos.cycleId, cycleId),
    inUnit(readableDuos.lineage, unitId),
    inScope(readableDuos.lineage, scope),
    withAttributes(filters),
    status && (status === "incomplete" ? eq(readableDuos.complete, false) : eq(readableDuos.status, status)),
    q === undefined ? undefined : isFound(readableDuos.searchName, q),
  );
}

/** A duo that the reader is not a partner in: the only ones that lists and pages show. */
export const notOwn = (readerId: string): SQL | undefined =>
  and(ne(readableDuos.icPersonId, readerId), ne(readableDuos.managerPersonId, readerId));

/** The selected rows as a list shows them; counts take `inSelection`. */
export const listed = (selection: DuoSelection): SQL | undefined =>
  and(inSelection(selection), notOwn(selection.readerId));

/** Duos needing attention first; incomplete ones have no status, and a null comes last. */
export const byAttention = placeIn(attentionOrder, readableDuos.status);

const sorts = {
  attention: byAttention,
  name: byName(readableDuos.displayName),
  level: readableDuos.level,
  agreement: placeIn(agreementBands, readableDuos.agreement),
  tenure: readableDuos.tenureMonths,
} as const;

/** What began last comes first; by the stored column where that holds: only so an index has the order. */
export const newestFirst = ({ recounted }: Pick<DuoSelection, "recounted">): SQL =>
  desc(recounted ? sinceOf(readableDuos, "leaders").sinceOn : readableDuos.sinceOn);

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
  if (sort === "name") return [sql`${sorts.name} ${direction}`, sql`${readableDuos.duoId} ${direction}`];
  return [
    ...(oneState ? [] : [sql`${sorts[sort]} ${direction} nulls last`]),
    // Among equals of the same state, what began last.
    ...(sort === "attention" ? [newestFirst(selection)] : []),
    byName(readableDuos.displayName),
    asc(readableDuos.duoId),
  ];
}
