import { and, asc, desc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type pg from "pg";
import type { DuoState } from "@/lib/engine/flags";
import type { CycleConstants } from "@/lib/engine/run-cycle";
import type { Tx } from "../client";
import {
  cycles,
  cycleUnits,
  duoCycleSides,
  duoCycles,
  type personScores,
  publishedCells,
  publishedConstants,
  publishedDuoEvidence,
  publishedDuoPartners,
  publishedDuos,
  type responseParts,
  roleGrants,
} from "../schema";

/** Which cycles a result is computed from: every one, or the scoped ones that a leader's row may use. */
export type HistoryKind = (typeof publishedConstants.$inferSelect)["history"];
/** Who reads a duo's row. */
export type Audience = "partners" | "leaders";

/** A cycle of an organization. */
type CycleKey = { orgId: string; cycleId: string };

export type CalendarCycle = Awaited<ReturnType<typeof listCalendar>>[number];

/** The organization's cycles up to this number, oldest first. */
export async function listCalendar(tx: Tx, orgId: string, upTo: number) {
  return tx
    .select({
      id: cycles.id,
      number: cycles.number,
      state: cycles.state,
      sharingMode: cycles.sharingMode,
      /** The calendar day on which it opened, in the cycle's own zone. */
      opensOn: sql<string>`(${cycles.opensAt} at time zone ${cycles.timeZone})::date::text`,
    })
    .from(cycles)
    .where(and(eq(cycles.orgId, orgId), lte(cycles.number, upTo)))
    .orderBy(asc(cycles.number));
}

const sideOf = (side: typeof icSide, name: "ic" | "manager") =>
  and(
    eq(side.orgId, duoCycles.orgId),
    eq(side.cycleId, duoCycles.cycleId),
    eq(side.duoId, duoCycles.duoId),
    eq(side.side, name),
  );
const icSide = alias(duoCycleSides, "ic");
const managerSide = alias(duoCycleSides, "manager");

export type EnrolledRow = Awaited<ReturnType<typeof listEnrolled>>[number];

/** The duos of a cycle as frozen at its opening, and which of their partners are final. */
export async function listEnrolled(tx: Tx, { orgId, cycleId }: CycleKey) {
  return tx
    .select({
      duoId: duoCycles.duoId,
      unitId: duoCycles.unitId,
      displayName: duoCycles.displayName,
      pairType: duoCycles.pairType,
      icPersonId: duoCycles.icPersonId,
      managerPersonId: duoCycles.managerPersonId,
      gradeGap: duoCycles.gradeGap,
      tenureMonths: duoCycles.tenureMonths,
      icFinal: sql<boolean>`${icSide.finalAt} is not null`,
      managerFinal: sql<boolean>`${managerSide.finalAt} is not null`,
    })
    .from(duoCycles)
    .innerJoin(icSide, sideOf(icSide, "ic"))
    .innerJoin(managerSide, sideOf(managerSide as unknown as typeof icSide, "manager"))
    .where(and(eq(duoCycles.orgId, orgId), eq(duoCycles.cycleId, cycleId)))
    .orderBy(asc(duoCycles.duoId));
}

export type CycleUnitRow = Awaited<ReturnType<typeof listCycleUnits>>[number];

export async function listCycleUnits(tx: Tx, { orgId, cycleId }: CycleKey) {
  return tx
    .select({ id: cycleUnits.unitId, parentId: cycleUnits.parentId, lineage: cycleUnits.lineage })
    .from(cycleUnits)
    .where(and(eq(cycleUnits.orgId, orgId), eq(cycleUnits.cycleId, cycleId)));
}

/** Leaders in force, of units that the cycle has: they may read its cells and must learn nothing by subtraction. */
export async function listLeaders(tx: Tx, { orgId, cycleId }: CycleKey) {
  const inCycle = and(
    eq(cycleUnits.orgId, roleGrants.orgId),
    eq(cycleUnits.cycleId, cycleId),
    eq(cycleUnits.unitId, roleGrants.unitId),
  );
  return tx
    .selectDistinct({ personId: roleGrants.personId, unitId: cycleUnits.unitId })
    .from(roleGrants)
    .innerJoin(cycleUnits, inCycle)
    .where(and(eq(roleGrants.orgId, orgId), eq(roleGrants.role, "leader"), isNull(roleGrants.revokedAt)));
}

/**
 * Reads a large result in pieces, so that memory holds one piece at a time. In SQL text, because drizzle has no
 * cursors; the rows' types come from the schema.
 */
async function forEachRow<R extends unknown[]>(
  client: pg.ClientBase,
  query: { name: string; text: string; values: unknown[] },
  visit: (row: R) => void,
): Promise<void> {
  await client.query(`declare ${query.name} no scroll cursor for ${query.text}`, query.values);
  for (;;) {
    const { rows } = await client.query<R>({ text: `fetch 5000 from ${query.name}`, rowMode: "array" });
    for (const row of rows) visit(row);
    if (rows.length < 5000) break;
  }
  await client.query(`close ${query.name}`);
}

type PartRow = typeof responseParts.$inferSelect;

/** Every final answer of a closed cycle that a score may use, one author's parts in a row. */
export function readFinalParts(
  client: pg.ClientBase,
  { orgId, cycleId }: CycleKey,
  visit: (row: [PartRow["duoId"], PartRow["authorId"], PartRow["answers"]]) => void,
): Promise<void> {
  return forEachRow(
    client,
    {
      name: "final_parts",
      text: `select duo_id, author_id, answers from response_parts
        where org_id = $1 and cycle_id = $2 and stage = 'final' and class in ('S', 'A', 'trust')
        order by duo_id, author_id`,
      values: [orgId, cycleId],
    },
    visit,
  );
}

type ScoreRow = typeof personScores.$inferSelect;
/** Some cycles of an organization, oldest first; rows name a cycle by its position in them, from 1. */
type CyclesKey = { orgId: string; cycleIds: readonly string[] };

/** Scores and multiplier answers of earlier cycles. */
export function readScores(
  client: pg.ClientBase,
  { orgId, cycleIds }: CyclesKey,
  visit: (
    row: [ScoreRow["duoId"], ScoreRow["side"], position: number, ScoreRow["score"], ScoreRow["mx1"]],
  ) => void,
): Promise<void> {
  return forEachRow(
    client,
    {
      name: "scores",
      text: `select p.duo_id, p.side, c.position::int, p.score, p.mx1 from person_scores p
        join unnest($2::uuid[]) with ordinality as c(id, position) on c.id = p.cycle_id where p.org_id = $1`,
      values: [orgId, cycleIds],
    },
    visit,
  );
}

/** Dimension scores and multiplier answers of earlier cycles; a person's nine scores come as text, gaps left empty. */
export function readDimensions(
  client: pg.ClientBase,
  { orgId, cycleIds }: CyclesKey,
  visit: (
    row: [ScoreRow["duoId"], ScoreRow["side"], position: number, ScoreRow["mx1"], dimensions: string],
  ) => void,
): Promise<void> {
  return forEachRow(
    client,
    {
      name: "dimensions",
      text: `select p.duo_id, p.side, c.position::int, p.mx1, array_to_string(p.dimensions, ',', '')
        from person_scores p join unnest($2::uuid[]) with ordinality as c(id, position) on c.id = p.cycle_id
        where p.org_id = $1`,
      values: [orgId, cycleIds],
    },
    visit,
  );
}

/** The state each duo carries: that of the newest of these cycles in which it was enrolled. */
export async function listCarriedState(
  tx: Tx,
  { orgId, cycleIds }: CyclesKey,
  history: HistoryKind,
): Promise<Map<string, DuoState>> {
  const rows = await tx
    .selectDistinctOn([publishedDuoEvidence.duoId], {
      duoId: publishedDuoEvidence.duoId,
      state: publishedDuoEvidence.state,
    })
    .from(publishedDuoEvidence)
    .innerJoin(
      cycles,
      and(eq(cycles.orgId, publishedDuoEvidence.orgId), eq(cycles.id, publishedDuoEvidence.cycleId)),
    )
    .where(
      and(
        eq(publishedDuoEvidence.orgId, orgId),
        eq(publishedDuoEvidence.history, history),
        inArray(publishedDuoEvidence.cycleId, [...cycleIds]),
      ),
    )
    .orderBy(publishedDuoEvidence.duoId, desc(cycles.number));
  return new Map(rows.map(({ duoId, state }) => [duoId, state]));
}

export async function listConstants(
  tx: Tx,
  orgId: string,
  history: HistoryKind,
): Promise<Map<string, CycleConstants>> {
  const rows = await tx
    .select({ cycleId: publishedConstants.cycleId, constants: publishedConstants.constants })
    .from(publishedConstants)
    .where(and(eq(publishedConstants.orgId, orgId), eq(publishedConstants.history, history)));
  return new Map(rows.map(({ cycleId, constants }) => [cycleId, constants]));
}

/** What this audience last read of each duo: its row in the newest of these cycles in which it was complete. */
export async function listPrevious(tx: Tx, { orgId, cycleIds }: CyclesKey, audience: Audience) {
  // Both tables have these columns, from one definition.
  const rows = (audience === "leaders" ? publishedDuos : publishedDuoPartners) as typeof publishedDuoPartners;
  const found = await tx
    .selectDistinctOn([rows.duoId], {
      duoId: rows.duoId,
      cycleId: rows.cycleId,
      status: sql<NonNullable<(typeof rows.$inferSelect)["status"]>>`${rows.status}`,
      statusCycles: rows.statusCycles,
      sinceCycleId: rows.sinceCycleId,
      sinceOn: rows.sinceOn,
      level: rows.level,
    })
    .from(rows)
    .innerJoin(cycles, and(eq(cycles.orgId, rows.orgId), eq(cycles.id, rows.cycleId)))
    .where(and(eq(rows.orgId, orgId), rows.complete, inArray(rows.cycleId, [...cycleIds])))
    .orderBy(rows.duoId, desc(cycles.number));
  return new Map(found.map((row) => [row.duoId, row]));
}

/** Units whose cell of a measure was hidden in a cycle: the mask prefers to hide the same ones again. */
export async function listHiddenCells(
  tx: Tx,
  orgId: string,
  cycleId: string | undefined,
): Promise<Map<string, Set<string>>> {
  const hidden = new Map<string, Set<string>>();
  if (!cycleId) return hidden;
  const rows = await tx
    .select({ measure: publishedCells.measure, unitId: publishedCells.unitId })
    .from(publishedCells)
    .where(
      and(
        eq(publishedCells.orgId, orgId),
        eq(publishedCells.cycleId, cycleId),
        eq(publishedCells.pairType, "all"),
        eq(publishedCells.visible, false),
      ),
    );
  for (const { measure, unitId } of rows) {
    hidden.set(measure, (hidden.get(measure) ?? new Set()).add(unitId));
  }
  return hidden;
}

/** Makes the cycle's results readable, and says when. */
export async function markPublished(tx: Tx, { orgId, cycleId }: CycleKey): Promise<Date> {
  const [row] = await tx
    .update(cycles)
    .set({ state: "published", publishedAt: sql`app_now()` })
    .where(and(eq(cycles.orgId, orgId), eq(cycles.id, cycleId)))
    .returning({ at: cycles.publishedAt });
  return row!.at!;
}
