import { and, count, desc, eq, gte, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import {
  type AuditAction,
  type AuditArea,
  type AuditLine,
  type AuditNamed,
  actionsAboutPeople,
  auditActions,
} from "@/lib/domain/audit";
import type { AuditCursor } from "@/lib/domain/audit-query";
import type { Tx } from "../client";
import { auditLog, cycles } from "../schema";
import { isFound } from "./names";

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

/**
 * Which rows of the log are wanted, times as instants. `areas` leaves out what somebody may read beside them because they
 * did it.
 */
export type AuditSelection = {
  orgId: string;
  areas: readonly AuditArea[];
  action?: AuditAction;
  /** A part of a name, or an id. */
  who?: string;
  /** `who` is what stands in place of the name of somebody who was erased: their rows count, too. */
  former?: boolean;
  from?: Date;
  until?: Date;
};

/** The names of people and duos that the viewer may read: an admin by policies, a reviewer by the function. */
const namesFor = (orgId: string) => sql`
  select id, name from people where org_id = ${orgId} and erased_at is null
  union select id, display_name from duos where org_id = ${orgId}
  union select id, name from audit_names()`;

/** What units are called in the log, all of them at once. Of rows about a unit that is gone nothing is found. */
const unitNames = (tx: Tx, orgId: string) =>
  tx.$with("unit_names", { id: sql<string>`id`.as("id"), name: sql<string>`name`.as("name") }).as(sql`
    select id, label as name from unit_labels(${orgId})`);

const withNames = (tx: Tx, orgId: string) =>
  tx.$with("names", { id: sql<string>`id`.as("id"), name: sql<string>`name`.as("name") }).as(namesFor(orgId));

/** People whom a row names and who have no name any more. */
const concernsFormer = sql`exists (
  select from unnest(array[${auditLog.actorId}::text, ${auditLog.detail} ->> 'ic', ${auditLog.detail} ->> 'manager',
    case when ${inArray(auditLog.action, [...actionsAboutPeople])} then ${auditLog.subjectId}::text end]) m
  where m not in (select id::text from names))`;

/** Rows of a person or a duo: what they did, what is about them, and what put them into a duo. */
function concerns(who: string): SQL {
  const mentioned = sql`unnest(array[${auditLog.actorId}::text, ${auditLog.subjectId}::text, ${auditLog.detail} ->> 'ic', ${auditLog.detail} ->> 'manager'])`;
  const found = sql`(select id::text from names where ${isFound(sql`search_text(name)`, who)})`;
  return sql`exists (select from ${mentioned} m where m = lower(${who}) or m in ${found})`;
}

const selected = ({ orgId, areas, action, who, former, from, until }: AuditSelection) =>
  and(
    eq(auditLog.orgId, orgId),
    inArray(auditLog.area, [...areas]),
    action && eq(auditLog.action, action),
    from && gte(auditLog.at, from),
    until && lt(auditLog.at, until),
    who ? or(concerns(who), former ? concernsFormer : undefined) : undefined,
  );

/** Rows on one side of the cursor's row, by time and id. */
const beside = ({ orgId }: AuditSelection, cursor: AuditCursor | undefined) =>
  cursor &&
  sql`(${auditLog.at}, ${auditLog.id}) ${sql.raw(cursor.side === "after" ? ">" : "<")} (select c.at, c.id from audit_log c where c.org_id = ${orgId} and c.id = ${cursor.id})`;

/** How many rows the selection has, or those on one side of the cursor's row, as far as the viewer's policies show them. */
export async function countAudit(tx: Tx, selection: AuditSelection, cursor?: AuditCursor): Promise<number> {
  const [row] = await tx
    .with(withNames(tx, selection.orgId))
    .select({ total: count() })
    .from(auditLog)
    .where(and(selected(selection), beside(selection, cursor)));
  return row?.total ?? 0;
}

/** Whether the viewer may read a row of this id. */
export async function auditRowExists(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const own = and(eq(auditLog.orgId, orgId), eq(auditLog.id, id));
  return (await tx.select({ id: auditLog.id }).from(auditLog).where(own)).length > 0;
}

/** A value of the detail by its name: an id, a code or a number as text. */
const inDetail = (key: string) => sql<string | null>`${auditLog.detail} ->> ${sql.raw(`'${key}'`)}`;

/** An id with its name as one value, null without an id. */
const named = (id: SQL | typeof auditLog.actorId, name: SQL) =>
  sql<AuditNamed | null>`case when ${id} is not null then jsonb_build_object('id', ${id}, 'name', ${name}) end`;

/** Every column has a name of its own, because files select from these rows. */
const lineColumns = {
  id: auditLog.id,
  at: auditLog.at,
  area: auditLog.area,
  actor: named(auditLog.actorId, sql`actor.name`).as("actor"),
  action: auditLog.action,
  subject: named(sql`${auditLog.subjectId}`, sql`subject.name`).as("subject"),
  unitName: sql<string | null>`unit.name`.as("unit_name"),
  toUnit: sql<string | null>`to_unit.name`.as("to_unit_name"),
  fromUnit: sql<string | null>`from_unit.name`.as("from_unit_name"),
  role: inDetail("role").as("role"),
  partners: sql<
    AuditNamed[]
  >`to_jsonb(array_remove(array[${named(inDetail("ic"), sql`ic.name`)}, ${named(inDetail("manager"), sql`manager.name`)}], null))`.as(
    "partners",
  ),
  cycleNumber: cycles.number,
  table: inDetail("table").as("table_name"),
  view: inDetail("view").as("view_name"),
  method: inDetail("method").as("method"),
  months: inDetail("months").as("months"),
  monthsBefore: inDetail("before").as("months_before"),
  what: inDetail("what").as("what"),
};

/** Rows of the log with everything that is named in them; the caller orders them. */
function auditRows(tx: Tx, selection: AuditSelection) {
  const { orgId } = selection;
  return tx
    .with(withNames(tx, orgId), unitNames(tx, orgId))
    .select(lineColumns)
    .from(auditLog)
    .leftJoin(sql`names actor`, sql`actor.id = ${auditLog.actorId}`)
    .leftJoin(sql`names subject`, sql`subject.id = ${auditLog.subjectId}`)
    .leftJoin(sql`names ic`, sql`ic.id::text = ${inDetail("ic")}`)
    .leftJoin(sql`names manager`, sql`manager.id::text = ${inDetail("manager")}`)
    .leftJoin(sql`unit_names unit`, sql`unit.id = ${auditLog.subjectId}`)
    .leftJoin(
      sql`unit_names to_unit`,
      sql`to_unit.id::text = coalesce(${inDetail("unit")}, ${inDetail("to")})`,
    )
    .leftJoin(sql`unit_names from_unit`, sql`from_unit.id::text = ${inDetail("from")}`)
    .leftJoin(
      cycles,
      and(
        eq(cycles.orgId, orgId),
        sql`${cycles.id}::text = coalesce(${inDetail("cycle")}, ${auditLog.subjectId}::text)`,
      ),
    );
}

/**
 * At most `limit` rows of the log, newest first: the newest ones, or those next to the cursor's row. Found by time and
 * id, so that a page far back costs no more than the first one.
 */
export async function listAudit(
  tx: Tx,
  selection: AuditSelection,
  { limit, cursor }: { limit: number; cursor?: AuditCursor },
): Promise<AuditLine[]> {
  const upwards = cursor?.side === "after";
  const direction = sql.raw(upwards ? "asc" : "desc");
  const lines = await auditRows(tx, selection)
    .where(and(selected(selection), beside(selection, cursor)))
    .orderBy(sql`${auditLog.at} ${direction}, ${auditLog.id} ${direction}`)
    .limit(limit);
  return upwards ? lines.reverse() : lines;
}

/** One row of the log as the page shows it, if the viewer may read it. */
export async function findAuditLine(tx: Tx, orgId: string, id: string): Promise<AuditLine | undefined> {
  const [line] = await auditRows(tx, { orgId, areas: [] }).where(
    and(eq(auditLog.orgId, orgId), eq(auditLog.id, id)),
  );
  return line;
}

/** All rows of a selection, newest first, as a table that a file selects from. */
export const auditLines = (tx: Tx, selection: AuditSelection) =>
  auditRows(tx, selection)
    .where(selected(selection))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .as("line");
