import { and, count, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type AuditAction, type AuditArea, type AuditLine, auditActions } from "@/lib/domain/audit";
import type { Tx } from "../client";
import { auditLog, cycles, people, units } from "../schema";

/** A row to write. Its area follows from the action, its time and its actor from the database and the session. */
export type AuditRow = {
  orgId: string;
  action: AuditAction;
  subjectId?: string;
  detail?: Record<string, string | number | boolean | null>;
};

/**
 * Writes one row of the log, in plain SQL because drizzle names every column and these are all that a role may write.
 * The actor is the session's person; without one, the system acted.
 */
export const insertAudit = (tx: Tx, row: AuditRow): Promise<void> => insertAudits(tx, [row]);

/** Writes several rows of the log in one statement. */
export async function insertAudits(tx: Tx, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ orgId, action, subjectId, detail = {} }) => ({
    orgId,
    action,
    area: auditActions[action],
    subjectId,
    detail,
  }));
  await tx.execute(sql`
    insert into audit_log (org_id, id, action, area, subject_id, detail)
    select g."orgId", gen_random_uuid(), g.action, g.area, g."subjectId", g.detail
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g ("orgId" uuid, action text, area text, "subjectId" uuid, detail jsonb)`);
}

/** Of an organization; `only` leaves out what somebody may read beside it because they did it themselves. */
const ofLog = (orgId: string, only: AuditArea | undefined) =>
  and(eq(auditLog.orgId, orgId), only && eq(auditLog.area, only));

/** How many rows of the log the viewer's policies show. */
export async function countAudit(tx: Tx, orgId: string, only?: AuditArea): Promise<number> {
  const [row] = await tx.select({ total: count() }).from(auditLog).where(ofLog(orgId, only));
  return row?.total ?? 0;
}

/** The log as far as the viewer's policies show it, newest first, with the names that they show too. */
export function listAudit(
  tx: Tx,
  orgId: string,
  { limit, offset, only }: { limit: number; offset: number; only?: AuditArea },
): Promise<AuditLine[]> {
  const [toUnit, fromUnit] = [alias(units, "to_unit"), alias(units, "from_unit")];
  return tx
    .select({
      id: auditLog.id,
      at: auditLog.at,
      actorId: auditLog.actorId,
      actorName: people.name,
      action: auditLog.action,
      subjectId: auditLog.subjectId,
      unitName: units.name,
      toUnit: toUnit.name,
      fromUnit: fromUnit.name,
      role: sql<string | null>`${auditLog.detail} ->> 'role'`,
      partners: sql<
        string[]
      >`array_remove(array[${auditLog.detail} ->> 'ic', ${auditLog.detail} ->> 'manager'], null)`,
      cycleNumber: cycles.number,
      table: sql<string | null>`${auditLog.detail} ->> 'table'`,
    })
    .from(auditLog)
    .leftJoin(people, and(eq(people.orgId, auditLog.orgId), eq(people.id, auditLog.actorId)))
    .leftJoin(units, and(eq(units.orgId, auditLog.orgId), eq(units.id, auditLog.subjectId)))
    .leftJoin(
      toUnit,
      and(
        eq(toUnit.orgId, auditLog.orgId),
        sql`${toUnit.id}::text = coalesce(${auditLog.detail} ->> 'unit', ${auditLog.detail} ->> 'to')`,
      ),
    )
    .leftJoin(
      fromUnit,
      and(eq(fromUnit.orgId, auditLog.orgId), sql`${fromUnit.id}::text = ${auditLog.detail} ->> 'from'`),
    )
    .leftJoin(
      cycles,
      and(
        eq(cycles.orgId, auditLog.orgId),
        sql`${cycles.id}::text = coalesce(${auditLog.detail} ->> 'cycle', ${auditLog.subjectId}::text)`,
      ),
    )
    .where(ofLog(orgId, only))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(limit)
    .offset(offset);
}
