import { randomUUID } from "node:crypto";
import { and, asc, desc, eq, inArray, lte, sql } from "drizzle-orm";
import type { LaunchFinding, StoredSchedule } from "@/lib/domain/schedule";
import type { CycleWindow, PlannedWindow } from "@/lib/schedule/rule";
import type { Tx, ViewerIdentity } from "../client";
import { duos, plannedCycles, schedules } from "../schema";

const ruleColumns = {
  rhythm: schedules.rhythm,
  firstDay: schedules.firstDay,
  opensTime: schedules.opensTime,
  closesTime: schedules.closesTime,
  days: schedules.days,
  timeZone: schedules.timeZone,
  sharingMode: schedules.sharingMode,
  revision: schedules.revision,
};

export async function findSchedule(tx: Tx, orgId: string): Promise<StoredSchedule | undefined> {
  const [row] = await tx.select(ruleColumns).from(schedules).where(eq(schedules.orgId, orgId));
  return row;
}

/**
 * Writes a schedule as the revision after the one that its admin saw, 0 for none; false when another admin's change
 * came first.
 */
export async function writeSchedule(
  tx: Tx,
  orgId: string,
  { revision, ...rule }: StoredSchedule,
): Promise<boolean> {
  const { rowCount } =
    revision === 0
      ? await tx.execute(sql`
          insert into schedules (org_id, rhythm, first_day, opens_time, closes_time, days, time_zone, sharing_mode)
          values (${orgId}, ${rule.rhythm}, ${rule.firstDay}, ${rule.opensTime}, ${rule.closesTime}, ${rule.days}, ${rule.timeZone}, ${rule.sharingMode})
          on conflict do nothing`)
      : await tx
          .update(schedules)
          .set({ ...rule, revision: revision + 1 })
          .where(and(eq(schedules.orgId, orgId), eq(schedules.revision, revision)));
  return rowCount === 1;
}

const ahead = ["planned", "skipped"] as const;
const ofOrg = (orgId: string) => eq(plannedCycles.orgId, orgId);

/** Planned and skipped cycles of the organization, the next one first. */
export async function listAhead(tx: Tx, orgId: string) {
  return tx
    .select()
    .from(plannedCycles)
    .where(and(ofOrg(orgId), inArray(plannedCycles.state, ahead)))
    .orderBy(asc(plannedCycles.opensAt));
}

/**
 * When the next three cycles open and close that ask about a duo of the viewer, as the duos stand now: one that is paused
 * or has ended by the opening is not asked.
 */
export async function listNextCycles(tx: Tx, { orgId, personId }: ViewerIdentity) {
  const day = sql`(${plannedCycles.opensAt} at time zone 'UTC')::date`;
  const isAsked = sql`exists (select from ${duos} d where d.org_id = ${orgId} and ${personId}::uuid in (d.ic_person_id, d.manager_person_id)
    and not d.paused and d.started_on <= ${day} and (d.ended_on is null or d.ended_on > ${day}))`;
  return tx
    .select({ id: plannedCycles.id, opensAt: plannedCycles.opensAt, closesAt: plannedCycles.closesAt })
    .from(plannedCycles)
    .where(and(ofOrg(orgId), eq(plannedCycles.state, "planned"), isAsked))
    .orderBy(asc(plannedCycles.opensAt))
    .limit(3);
}

/** The latest cycles that were missed or cancelled, newest first. */
export async function listFallenOut(tx: Tx, orgId: string) {
  return tx
    .select()
    .from(plannedCycles)
    .where(and(ofOrg(orgId), inArray(plannedCycles.state, ["missed", "cancelled"])))
    .orderBy(desc(plannedCycles.opensAt))
    .limit(3);
}

export async function findPlanned(tx: Tx, orgId: string, id: string) {
  const [row] = await tx
    .select()
    .from(plannedCycles)
    .where(and(ofOrg(orgId), eq(plannedCycles.id, id)));
  return row;
}

/**
 * Adds windows to the plan; in SQL, because the database works out the instants and no role writes them. Gives the
 * windows with these instants.
 */
export async function planWindows(
  tx: Tx,
  orgId: string,
  { timeZone, windows }: { timeZone: string; windows: readonly PlannedWindow[] },
): Promise<(CycleWindow & { opensAt: Date; closesAt: Date })[]> {
  const planned = [];
  for (const { slot, opensLocal, closesLocal } of windows) {
    const { rows } = await tx.execute<{ opensAt: string; closesAt: string }>(sql`
      insert into planned_cycles (org_id, id, slot, opens_local, closes_local, time_zone)
      values (${orgId}, ${randomUUID()}, ${slot}, ${opensLocal}, ${closesLocal}, ${timeZone})
      returning opens_at as "opensAt", closes_at as "closesAt"`);
    const { opensAt, closesAt } = rows[0]!;
    planned.push({ opensLocal, closesLocal, opensAt: new Date(opensAt), closesAt: new Date(closesAt) });
  }
  return planned;
}

/** Takes everything that lies ahead out of the plan. */
export async function replaceAhead(tx: Tx, orgId: string): Promise<void> {
  await tx
    .update(plannedCycles)
    .set({ state: "replaced" })
    .where(and(ofOrg(orgId), inArray(plannedCycles.state, ahead)));
}

type Planned = { orgId: string; id: string };

/** Skips a planned cycle, or takes a skipped one back in; false when it was not in the other state. */
export async function setSkipped(tx: Tx, { orgId, id }: Planned, skipped: boolean): Promise<boolean> {
  const [from, to] = skipped ? (["planned", "skipped"] as const) : (["skipped", "planned"] as const);
  const { rowCount } = await tx
    .update(plannedCycles)
    .set({ state: to })
    .where(and(ofOrg(orgId), eq(plannedCycles.id, id), eq(plannedCycles.state, from)));
  return rowCount === 1;
}

/** Moves a planned cycle to another window; false when it does not open at the minute any more that the admin saw. */
export async function shiftPlanned(
  tx: Tx,
  { orgId, id, opensLocal }: Planned & { opensLocal: string },
  window: CycleWindow,
): Promise<boolean> {
  const asSeen = [eq(plannedCycles.state, "planned"), eq(plannedCycles.opensLocal, opensLocal)];
  const { rowCount } = await tx
    .update(plannedCycles)
    .set({ opensLocal: window.opensLocal, closesLocal: window.closesLocal })
    .where(and(ofOrg(orgId), eq(plannedCycles.id, id), ...asSeen));
  return rowCount === 1;
}

/** Planned cycles whose time has come; for the worker, over all organizations. */
export async function listDuePlans(tx: Tx) {
  return tx
    .select({ orgId: plannedCycles.orgId, plannedId: plannedCycles.id })
    .from(plannedCycles)
    .where(and(eq(plannedCycles.state, "planned"), lte(plannedCycles.opensAt, sql`app_now()`)))
    .orderBy(asc(plannedCycles.orgId), asc(plannedCycles.opensAt));
}

export type DueOpening =
  | { outcome: "opened"; cycleId: string; number: number; closesAt: Date; duos: number }
  | { outcome: "waiting" | "missed" | "not-due" };

/** Opens a planned cycle whose time has come, as the publisher; the database decides whether it does. */
export async function openDuePlan(
  tx: Tx,
  plannedId: string,
  { instrumentVersion, promiseVersion }: { instrumentVersion: string; promiseVersion: string },
): Promise<DueOpening> {
  const { rows } = await tx.execute<{
    outcome: DueOpening["outcome"];
    cycleId: string;
    number: number;
    closesAt: Date | string;
    duos: number;
  }>(sql`
    select outcome, cycle_id as "cycleId", number, closes_at as "closesAt", duos
    from open_due_cycle(${plannedId}, ${instrumentVersion}, ${promiseVersion})`);
  const { outcome, closesAt, ...opened } = rows[0]!;
  if (outcome !== "opened") return { outcome };
  return { outcome, ...opened, closesAt: new Date(closesAt) };
}

/** What an admin should know before a cycle opens on a day: each finding with the person, duo or unit that it is about. */
export async function listLaunchFindings(tx: Tx, day: string) {
  const { rows } = await tx.execute<{ kind: LaunchFinding; name: string }>(
    sql`select kind, name from launch_findings(${day})`,
  );
  return rows;
}
