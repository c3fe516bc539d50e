import { and, asc, count, desc, eq, getTableColumns, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { SharingMode } from "@/lib/domain/cycles";
import type { Tx } from "../client";
import { activeDuos, auditLog, cycles, duoCycleSides, duoCycles, duos, organizations } from "../schema";
import { resultOf } from "./call";
import { duoCycleOf } from "./joins";

const cycleKey = (orgId: string, cycleId: string) => and(eq(cycles.orgId, orgId), eq(cycles.id, cycleId));

/**
 * The calendar day on which a cycle opened, "2026-11-02", in the cycle's own zone. Everything that names a cycle by its
 * month, or asks whether a day lies in it, takes this day: every reader has the same one.
 */
export const openingDay = (cycle: SQL) =>
  sql<string>`(${cycle}.opens_at at time zone ${cycle}.time_zone)::date::text`;
export const opensOn = openingDay(sql`${cycles}`);

const cycleColumns = { ...getTableColumns(cycles), opensOn };
/** Every column of a cycle, and the day on which it opened. */
export type CycleRow = Awaited<ReturnType<typeof listCycles>>[number];

/** Every cycle of the organization, newest first. */
export async function listCycles(tx: Tx, orgId: string) {
  return tx.select(cycleColumns).from(cycles).where(eq(cycles.orgId, orgId)).orderBy(desc(cycles.number));
}

export async function findOrganization(tx: Tx, orgId: string) {
  const [row] = await tx.select().from(organizations).where(eq(organizations.id, orgId));
  return row;
}

export async function findCycle(tx: Tx, orgId: string, cycleId: string) {
  const [row] = await tx.select(cycleColumns).from(cycles).where(cycleKey(orgId, cycleId));
  return row;
}

/** The cycle, for the publisher, locked against every other change of its state until the transaction ends. */
export async function lockCycle(tx: Tx, orgId: string, cycleId: string) {
  const [row] = await tx.select(cycleColumns).from(cycles).where(cycleKey(orgId, cycleId)).for("update");
  return row;
}

/** Waits for an admin of the organization who changes a cycle at this moment; kept until the transaction ends. */
export async function takeTurnAtCycles(tx: Tx, orgId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`twofold cycles ${orgId}`}, 0))`);
}

/** Whether an admin cancelled a cycle of the organization, as an admin: nothing is left of it but the line in the log. */
export async function wasCancelled(tx: Tx, orgId: string, cycleId: string): Promise<boolean> {
  const noted = and(
    eq(auditLog.orgId, orgId),
    eq(auditLog.action, "cycle.cancelled"),
    eq(auditLog.subjectId, cycleId),
  );
  return (await tx.$count(auditLog, noted)) > 0;
}

/** Number of the cycle that is open, if one is. */
export async function findOpenCycleNumber(tx: Tx, orgId: string): Promise<number | undefined> {
  const [row] = await tx
    .select({ number: cycles.number })
    .from(cycles)
    .where(and(eq(cycles.orgId, orgId), eq(cycles.state, "open")));
  return row?.number;
}

/** How many duos would take part in a cycle opened now. */
export async function countActiveDuos(tx: Tx, orgId: string): Promise<number> {
  return tx.$count(activeDuos, eq(activeDuos.orgId, orgId));
}

/** How many duos take part in a cycle that opens on a day, "2026-11-30", by the roster as it is now. */
export async function countDuosOn(tx: Tx, orgId: string, day: string): Promise<number> {
  const takesPart = sql`not ${duos.paused} and ${duos.startedOn} <= ${day} and (${duos.endedOn} is null or ${duos.endedOn} > ${day})`;
  return tx.$count(duos, and(eq(duos.orgId, orgId), takesPart));
}

/** How many people a cycle asks: those of duos that have left it are not asked any more. */
export async function countAsked(tx: Tx, orgId: string, cycleId: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(distinct person)::int as n from duo_cycles d cross join unnest(array[d.ic_person_id, d.manager_person_id]) person
    where d.org_id = ${orgId} and d.cycle_id = ${cycleId} and d.left_at is null`);
  return rows[0]!.n;
}

export type Opening = {
  sharingMode: SharingMode;
  /** A wall-clock minute "2026-11-30T18:00" and the zone it is meant in. */
  closesLocal: string;
  timeZone: string;
  instrumentVersion: string;
  promiseVersion: string;
};
export type OpenedCycle = { cycleId: string; number: number; closesAt: Date; duos: number };

/** Opens the organization's next cycle, as an admin: the database enrols the active duos and freezes the tree. */
export async function openNextCycle(tx: Tx, opening: Opening): Promise<OpenedCycle> {
  const { sharingMode, closesLocal, timeZone, instrumentVersion, promiseVersion } = opening;
  const { rows } = await tx.execute<Omit<OpenedCycle, "closesAt"> & { closesAt: Date | string }>(sql`
    select cycle_id as "cycleId", number, closes_at as "closesAt", duos
    from open_cycle(${sharingMode}, ${closesLocal}, ${timeZone}, ${instrumentVersion}, ${promiseVersion})`);
  const { closesAt, ...opened } = rows[0]!;
  return { ...opened, closesAt: new Date(closesAt) };
}

/**
 * How many surveys some cycles asked for, and how many were submitted; a duo that left before the close counts in
 * neither.
 */
export async function countAnswered(
  tx: Tx,
  orgId: string,
  cycleIds: readonly string[],
): Promise<{ asked: number; answered: number }> {
  const [row] = await tx
    .select({
      asked: count(),
      answered: sql<number>`count(${duoCycleSides.finalAt})`.mapWith(Number),
    })
    .from(duoCycleSides)
    .innerJoin(duoCycles, duoCycleOf(duoCycleSides))
    .where(
      and(
        eq(duoCycleSides.orgId, orgId),
        inArray(duoCycleSides.cycleId, [...cycleIds]),
        isNull(duoCycles.leftAt),
      ),
    );
  return row!;
}

/** Ends answering in an open cycle, as an admin; false when it was not open. */
export const closeOpenCycle = (tx: Tx, cycleId: string) =>
  resultOf<boolean>(tx, sql`close_cycle(${cycleId})`);

/** Ends answering in a cycle whose window has ended, as the publisher; false when it was not open or is not due. */
export const closeCycleIfDue = (tx: Tx, cycleId: string) =>
  resultOf<boolean>(tx, sql`close_due_cycle(${cycleId})`);

/**
 * As the publisher: duos whose end has come leave the open cycle, and people whose end has come lose their roles; each has
 * its line in the log.
 */
export async function carryOutEnds(tx: Tx): Promise<void> {
  await tx.execute(sql`select carry_out_ends()`);
}

/** Lets an open cycle close later, as an admin; false when its window has ended. */
export const extendOpenCycle = (tx: Tx, cycleId: string, closesLocal: string) =>
  resultOf<boolean>(tx, sql`extend_cycle(${cycleId}, ${closesLocal})`);

/** Removes an open cycle that nobody has begun to answer, as an admin; false when somebody has. */
export const cancelOpenCycle = (tx: Tx, cycleId: string) =>
  resultOf<boolean>(tx, sql`cancel_cycle(${cycleId})`);

/** Takes a published cycle back, as an admin; false when it was not published. */
export const withdrawPublished = (tx: Tx, cycleId: string, reason: string) =>
  resultOf<boolean>(tx, sql`withdraw_cycle(${cycleId}, ${reason})`);

/** Open cycles; for the worker, over all organizations. */
export async function listOpenCycles(tx: Tx) {
  return tx
    .select({ orgId: cycles.orgId, cycleId: cycles.id })
    .from(cycles)
    .where(eq(cycles.state, "open"))
    .orderBy(asc(cycles.orgId));
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
