import { and, arrayOverlaps, asc, eq, isNotNull, like, sql } from "drizzle-orm";
import type pg from "pg";
import type { CellReader } from "@/lib/publication/readers";
import type { Tx } from "../client";
import { cellReaders, cellUnsafePeople, cycles, publishedCells, publishedDuos } from "../schema";
import type { CycleKey } from "./publication";

/** The published cycles of an organization, oldest first; withdrawn ones are left out. */
export async function listPublished(tx: Tx, orgId: string) {
  return tx
    .select({ cycleId: cycles.id, sharingMode: cycles.sharingMode })
    .from(cycles)
    .where(and(eq(cycles.orgId, orgId), eq(cycles.state, "published")))
    .orderBy(asc(cycles.number));
}

const sameCell = and(
  eq(cellUnsafePeople.orgId, publishedCells.orgId),
  eq(cellUnsafePeople.unitId, publishedCells.unitId),
  eq(cellUnsafePeople.cycleId, publishedCells.cycleId),
  eq(cellUnsafePeople.measure, publishedCells.measure),
  eq(cellUnsafePeople.pairType, publishedCells.pairType),
);

/** The masked figures of some units' subtrees in a cycle, with the people who could solve them. */
export async function listCellsBelow(tx: Tx, { orgId, cycleId }: CycleKey, unitIds: readonly string[]) {
  return tx
    .select({
      unitId: publishedCells.unitId,
      measure: publishedCells.measure,
      pairType: publishedCells.pairType,
      unsafeFor: sql<string[]>`coalesce(${cellUnsafePeople.personIds}, '{}')`,
    })
    .from(publishedCells)
    .leftJoin(cellUnsafePeople, sameCell)
    .where(
      and(
        eq(publishedCells.orgId, orgId),
        eq(publishedCells.cycleId, cycleId),
        arrayOverlaps(publishedCells.lineage, [...unitIds]),
      ),
    );
}

/** The duos of a cycle whose rows show a level to leaders. */
export async function listShownLevels(tx: Tx, { orgId, cycleId }: CycleKey) {
  const rows = await tx
    .select({
      duoId: publishedDuos.duoId,
      unitId: publishedDuos.unitId,
      icPersonId: publishedDuos.icPersonId,
      managerPersonId: publishedDuos.managerPersonId,
    })
    .from(publishedDuos)
    .where(
      and(eq(publishedDuos.orgId, orgId), eq(publishedDuos.cycleId, cycleId), isNotNull(publishedDuos.level)),
    );
  return rows.map((row) => ({ ...row, counted: true }));
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

/** Adds readers of a cycle's masked figures, in one statement; those who are readers already stay so. */
export async function insertReaders(
  client: pg.ClientBase,
  { orgId, cycleId }: CycleKey,
  readers: readonly CellReader[],
): Promise<void> {
  await client.query(
    `insert into cell_readers (org_id, cycle_id, unit_id, measure, pair_type, person_id)
     select $1, $2, "unitId", measure, "pairType", "personId"
     from json_to_recordset($3::json) as given("unitId" uuid, measure text, "pairType" text, "personId" uuid)
     on conflict do nothing`,
    [orgId, cycleId, JSON.stringify(readers)],
  );
}

/** Takes a person's comparisons with the company of a cycle away. */
export async function removeVerdictReader(
  tx: Tx,
  { orgId, cycleId }: CycleKey,
  personId: string,
): Promise<void> {
  await tx
    .delete(cellReaders)
    .where(
      and(
        eq(cellReaders.orgId, orgId),
        eq(cellReaders.personId, personId),
        eq(cellReaders.cycleId, cycleId),
        like(cellReaders.measure, "verdict:%"),
      ),
    );
}
