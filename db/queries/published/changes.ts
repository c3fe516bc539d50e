import { and, asc, count, desc, eq, inArray, isNotNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { LeaderScope } from "@/lib/domain/permissions";
import type { StatusCode } from "@/lib/domain/published";
import { type ChangeCount, stepsWithoutChange } from "@/lib/insights/changes";
import type { ChangedLine } from "@/lib/insights/changes-view";
import type { Tx } from "../../client";
import { cycles, publishedDuos, readableDuos } from "../../schema";
import { opensOn } from "../cycles";
import { cycleOf } from "../joins";
import { byName } from "../names";
import { changedLine, unitName, wholeRow } from "./duo-rows";
import { previousOf } from "./previous";
import { inScope, isOneOf } from "./scope";
import {
  byAttention,
  type DuoSelection,
  inSelection,
  listed,
  newestFirst,
  notOwn,
  type PageOf,
} from "./selection";

/** The duo rows of a view, and what their changes are counted from. */
export type ChangesSelection = DuoSelection & {
  /** The cycle before, with the calendar day on which it opened; undefined where there is none. */
  previous: { readonly id: string; readonly opensOn: string } | undefined;
};

/** The state before, as the row has it where that holds. */
const statusBefore = ({ recounted }: ChangesSelection) =>
  recounted
    ? previousOf(readableDuos).previousStatus
    : sql<StatusCode | null>`${readableDuos.previousStatus}`;

const earlier = alias(publishedDuos, "earlier");

/** The duos that are complete in the cycle before, in a row that the reader may read; undefined where there is no cycle. */
function completeBefore(tx: Tx, { orgId, scope, previous }: ChangesSelection, duo?: SQL) {
  if (!previous) return undefined;
  return tx
    .select({ id: earlier.duoId })
    .from(earlier)
    .where(
      and(
        eq(earlier.orgId, orgId),
        eq(earlier.cycleId, previous.id),
        eq(earlier.complete, true),
        inScope(earlier.lineage, scope),
        duo,
      ),
    );
}

/** Whether the duo is complete in the cycle before too: looked up for each of a few rows. */
function completeInBoth(tx: Tx, selection: ChangesSelection): SQL<boolean> {
  const before = completeBefore(tx, selection, sql`${earlier.duoId} = ${readableDuos.duoId}`);
  return before ? sql<boolean>`exists (${before})` : sql<boolean>`false`;
}

/** The same for all rows of a cycle, read once. */
function isAmongComplete(tx: Tx, selection: ChangesSelection): SQL<boolean> {
  const before = completeBefore(tx, selection);
  return before ? sql<boolean>`${readableDuos.duoId} in (${before})` : sql<boolean>`false`;
}

/**
 * How many complete duos went from which state to which, the unchanged among them, apart for those that are complete in
 * the cycle before too and for those whose last state is older; of those that changed from a state that the reader may not
 * read, the state before is null.
 */
export async function countChangeSteps(tx: Tx, selection: ChangesSelection): Promise<ChangeCount[]> {
  const before = statusBefore(selection);
  const known = selection.recounted ? isNotNull(before) : or(isNotNull(before), readableDuos.changed);
  const steps = tx
    .select({
      from: before.as("state_before"),
      to: readableDuos.status,
      inBoth: isAmongComplete(tx, selection).as("in_both"),
    })
    .from(readableDuos)
    .where(and(inSelection(selection), known, isNotNull(readableDuos.status)))
    .as("steps");
  const rows = await tx
    .select({ from: steps.from, to: steps.to, inBoth: steps.inBoth, count: count() })
    .from(steps)
    .groupBy(steps.from, steps.to, steps.inBoth);
  return rows.flatMap(({ to, ...row }) => (to ? [{ to, ...row }] : []));
}

// By what it is not: of what it is, the planner would make a search of the index for each step.
const unchanged = sql.raw(stepsWithoutChange.map(({ from, to }) => `('${from}', '${to}')`).join(", "));

/** The listed duos whose state changed; the rows say it themselves where what is before them stands. */
export function changedIn(selection: ChangesSelection): SQL | undefined {
  if (!selection.recounted) return and(listed(selection), sql`${readableDuos.changed}`);
  const before = statusBefore(selection);
  return and(
    listed(selection),
    sql`${readableDuos.status} <> ${before}`,
    sql`(${before}, ${readableDuos.status}) not in (${unchanged})`,
  );
}

/** Calendar day on which the last cycle before opened in which the duo was complete, where the reader may read it. */
const previousStatusOn = (tx: Tx, { orgId, scope }: ChangesSelection) => {
  const last = tx
    .select({ on: opensOn })
    .from(earlier)
    .innerJoin(cycles, cycleOf(earlier))
    .where(
      and(
        eq(earlier.orgId, orgId),
        sql`${earlier.duoId} = ${readableDuos.duoId}`,
        eq(earlier.complete, true),
        inScope(earlier.lineage, scope),
        eq(cycles.state, "published"),
        sql`${cycles.number} < (select number from cycles as now where now.org_id = ${readableDuos.orgId} and now.id = ${readableDuos.cycleId})`,
      ),
    )
    .orderBy(desc(cycles.number))
    .limit(1);
  return sql<string | null>`(${last})`;
};

/** What a line of the changes says besides: what its change is counted from. */
export const changeOrigin = (tx: Tx, selection: ChangesSelection) => ({
  inBoth: completeInBoth(tx, selection),
  previousStatusOn: previousStatusOn(tx, selection),
});

/** Duos needing attention first, of the same state and reason what began last. */
const attentionFirst = (selection: ChangesSelection): SQL[] => [
  byAttention,
  asc(readableDuos.reason),
  newestFirst(selection),
  byName(readableDuos.displayName),
  asc(readableDuos.duoId),
];

/** Duos complete in both cycles before those whose last state is older; among each of them those needing attention first. */
export const changeOrder = (tx: Tx, selection: ChangesSelection): SQL[] => [
  // Without a cycle before, a constant, which no order may be.
  ...(selection.previous ? [desc(completeInBoth(tx, selection))] : []),
  ...attentionFirst(selection),
];

/** A page of the changes; `older` is how many of them are counted from a state that is older than the cycle before. */
type ChangesPage = PageOf & { older: number };

/**
 * A page in the order of `changeOrder`. The rows up to its end are among the first by attention alone, with as many more as
 * have an older state, so that whether a duo is complete in both cycles is looked up for those few and not for all.
 */
export async function listChanges(
  tx: Tx,
  selection: ChangesSelection,
  { limit, offset = 0, older }: ChangesPage,
): Promise<ChangedLine[]> {
  const first = tx
    .select(wholeRow)
    .from(readableDuos)
    .where(changedIn(selection))
    .orderBy(...attentionFirst(selection))
    .limit(offset + limit + older)
    // By the table's own name, which all that is said of a row goes by.
    .as("readable_duos");
  const inBoth = completeInBoth(tx, selection).as("in_both");
  const lines = await tx
    .select({ ...changedLine(selection), unitName, inBoth })
    .from(first)
    .orderBy(desc(inBoth), ...attentionFirst(selection))
    .limit(limit)
    .offset(offset);
  return withPreviousDay(tx, selection, lines);
}

/** Adds when the last state before was: in the cycle before, or, looked up for the few others, in an older one. */
async function withPreviousDay<Line extends { duoId: string; inBoth: boolean }>(
  tx: Tx,
  selection: ChangesSelection,
  lines: readonly Line[],
): Promise<(Line & Pick<ChangedLine, "previousStatusOn">)[]> {
  const { orgId, cycleId, previous } = selection;
  const older = lines.filter(({ inBoth }) => !inBoth).map(({ duoId }) => duoId);
  const days = await (older.length === 0
    ? []
    : tx
        .select({ duoId: readableDuos.duoId, on: previousStatusOn(tx, selection) })
        .from(readableDuos)
        .where(
          and(
            eq(readableDuos.orgId, orgId),
            eq(readableDuos.cycleId, cycleId),
            inArray(readableDuos.duoId, older),
            inScope(readableDuos.lineage, selection.scope),
          ),
        ));
  const found = new Map(days.map(({ duoId, on }) => [duoId, on]));
  return lines.map((line) => ({
    ...line,
    previousStatusOn: line.inBoth && previous ? previous.opensOn : (found.get(line.duoId) ?? null),
  }));
}

/** How many rows all pages of the changes have. */
export async function countChanges(tx: Tx, selection: ChangesSelection): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(readableDuos).where(changedIn(selection));
  return row?.n ?? 0;
}

const onMap = and(isNotNull(readableDuos.levelBand), isNotNull(readableDuos.agreement));

/** How many duos stand in which cell of the map of level and agreement. */
export async function countMapCells(tx: Tx, selection: DuoSelection) {
  const rows = await tx
    .select({
      level: readableDuos.levelBand,
      agreement: readableDuos.agreement,
      status: readableDuos.status,
      count: count(),
    })
    .from(readableDuos)
    .where(and(inSelection(selection), onMap))
    .groupBy(readableDuos.levelBand, readableDuos.agreement, readableDuos.status);
  return rows.flatMap(({ level, agreement, status, count }) =>
    level && agreement && status ? [{ level, agreement, status, count }] : [],
  );
}

/** The duos of the map one by one, for a map that still shows them so. */
export async function listMapDuos(tx: Tx, selection: DuoSelection) {
  const rows = await tx
    .select({
      id: readableDuos.duoId,
      name: readableDuos.displayName,
      level: readableDuos.levelBand,
      agreement: readableDuos.agreement,
      status: readableDuos.status,
      reason: readableDuos.reason,
    })
    .from(readableDuos)
    .where(and(listed(selection), onMap))
    .orderBy(byName(readableDuos.displayName));
  return rows.flatMap(({ level, agreement, status, ...duo }) =>
    level && agreement && status ? [{ ...duo, level, agreement, status }] : [],
  );
}

export type StatesWanted = {
  scope: LeaderScope;
  orgId: string;
  /** The leader whose own duos are left out; undefined where duos are only counted, theirs among them. */
  readerId: string | undefined;
  duoIds: readonly string[];
  cycleIds: readonly string[];
};

/** States of some duos in every one of these cycles that has a row of them. */
export async function listStates(tx: Tx, { scope, orgId, readerId, duoIds, cycleIds }: StatesWanted) {
  if (duoIds.length === 0) return [];
  return tx
    .select({
      duoId: readableDuos.duoId,
      cycleId: readableDuos.cycleId,
      status: readableDuos.status,
      reason: readableDuos.reason,
    })
    .from(readableDuos)
    .where(
      and(
        eq(readableDuos.orgId, orgId),
        isOneOf(readableDuos.duoId, duoIds),
        isOneOf(readableDuos.cycleId, cycleIds),
        inScope(readableDuos.lineage, scope),
        readerId === undefined ? undefined : notOwn(readerId),
      ),
    );
}
