import { and, asc, desc, eq, isNull, or, sql } from "drizzle-orm";
import type pg from "pg";
import type { Tx } from "../client";
import { cycles, cycleUnits, duoCycleSides, duoCycles, duos, organizations, people, units } from "../schema";
import { insertRows } from "./insert-rows";

const cycleKey = (orgId: string, cycleId: string) => and(eq(cycles.orgId, orgId), eq(cycles.id, cycleId));

/** Every cycle of the organization, newest first. */
export async function listCycles(tx: Tx, orgId: string) {
  return tx.select().from(cycles).where(eq(cycles.orgId, orgId)).orderBy(desc(cycles.number));
}

export async function findOrganization(tx: Tx, orgId: string) {
  const [row] = await tx.select().from(organizations).where(eq(organizations.id, orgId));
  return row;
}

/** The cycle, held against every other change of its state until the transaction ends. */
export async function lockCycle(tx: Tx, orgId: string, cycleId: string) {
  const [row] = await tx.select().from(cycles).where(cycleKey(orgId, cycleId)).for("update");
  return row;
}

/** Duos that take part in a cycle opened now: neither ended nor paused. */
export async function listActiveDuos(tx: Tx, orgId: string) {
  return tx
    .select({
      duoId: duos.id,
      unitId: duos.unitId,
      displayName: duos.displayName,
      pairType: duos.pairType,
      icPersonId: duos.icPersonId,
      managerPersonId: duos.managerPersonId,
      icGrade: duos.icGrade,
      managerGrade: duos.managerGrade,
      startedOn: duos.startedOn,
      asked: sql<boolean>`exists (select from ${duoCycles} earlier where earlier.org_id = ${duos.orgId} and earlier.duo_id = ${duos.id})`,
    })
    .from(duos)
    .where(
      and(
        eq(duos.orgId, orgId),
        eq(duos.paused, false),
        or(isNull(duos.endedOn), sql`${duos.endedOn} > app_now()::date`),
        sql`${duos.startedOn} <= app_now()::date`,
      ),
    )
    .orderBy(asc(duos.id));
}

export async function listUnits(tx: Tx, orgId: string) {
  return tx.select().from(units).where(eq(units.orgId, orgId));
}

export type Enrolments = {
  cycle: typeof cycles.$inferInsert;
  units: readonly (typeof cycleUnits.$inferInsert)[];
  duos: readonly (typeof duoCycles.$inferInsert)[];
  sides: readonly (typeof duoCycleSides.$inferInsert)[];
};

/** Writes a cycle with the tree and the duos as they are at this moment. */
export async function insertCycle(client: pg.ClientBase, rows: Enrolments): Promise<void> {
  await insertRows(client, cycles, [rows.cycle]);
  await insertRows(client, cycleUnits, rows.units);
  await insertRows(client, duoCycles, rows.duos);
  await insertRows(client, duoCycleSides, rows.sides);
}

/**
 * Ends answering: takes each duo's row lock, so a submission in flight comes wholly before or is refused.
 * Works for the admin and for the publisher alike.
 */
export async function markClosed(tx: Tx, orgId: string, cycleId: string): Promise<void> {
  await tx
    .update(duoCycles)
    .set({ closed: true })
    .where(and(eq(duoCycles.orgId, orgId), eq(duoCycles.cycleId, cycleId)));
  await tx.update(cycles).set({ state: "closed", closedAt: sql`app_now()` }).where(cycleKey(orgId, cycleId));
}

export async function markWithdrawn(tx: Tx, orgId: string, cycleId: string, reason: string): Promise<void> {
  await tx
    .update(cycles)
    .set({ state: "withdrawn", withdrawnAt: sql`app_now()`, withdrawnReason: reason })
    .where(cycleKey(orgId, cycleId));
}

/** Open cycles whose window has ended, and closed ones not yet published; for the worker, over all organizations. */
export async function listDueCycles(tx: Tx) {
  return tx
    .select({ orgId: cycles.orgId, cycleId: cycles.id, state: cycles.state })
    .from(cycles)
    .where(
      or(and(eq(cycles.state, "open"), sql`${cycles.closesAt} <= app_now()`), eq(cycles.state, "closed")),
    )
    .orderBy(asc(cycles.orgId), asc(cycles.number));
}

/** Who has submitted in a cycle, yes or no: all that an admin may know of answers. */
export async function listParticipation(tx: Tx, orgId: string, cycleId: string) {
  return tx
    .select({
      duoId: duoCycles.duoId,
      displayName: duoCycles.displayName,
      unitName: cycleUnits.name,
      side: duoCycleSides.side,
      personName: people.name,
      submitted: sql<boolean>`${duoCycleSides.finalAt} is not null`,
    })
    .from(duoCycles)
    .innerJoin(
      cycleUnits,
      and(
        eq(cycleUnits.orgId, duoCycles.orgId),
        eq(cycleUnits.cycleId, duoCycles.cycleId),
        eq(cycleUnits.unitId, duoCycles.unitId),
      ),
    )
    .innerJoin(
      duoCycleSides,
      and(
        eq(duoCycleSides.orgId, duoCycles.orgId),
        eq(duoCycleSides.cycleId, duoCycles.cycleId),
        eq(duoCycleSides.duoId, duoCycles.duoId),
      ),
    )
    .innerJoin(people, and(eq(people.orgId, duoCycleSides.orgId), eq(people.id, duoCycleSides.personId)))
    .where(and(eq(duoCycles.orgId, orgId), eq(duoCycles.cycleId, cycleId)))
    .orderBy(asc(cycleUnits.name), asc(duoCycles.displayName), asc(duoCycles.duoId), asc(duoCycleSides.side));
}
