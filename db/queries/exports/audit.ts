import { sql } from "drizzle-orm";
import type { Tx } from "../../client";
import { type AuditSelection, auditLines } from "../audit";
import { csvColumn, type Export, type JsonLines, namesOf } from "./columns";

type Lines = ReturnType<typeof auditLines>;

/** In UTC and to the microsecond, because the rows are in this order: "2026-11-02T09:00:00.123456Z". */
const instantOf = ({ at }: Lines) =>
  sql<string>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

function csvColumns(line: Lines) {
  const id = (named: unknown) => sql<string>`${named} ->> 'id'`;
  const name = (named: unknown, column: string) => csvColumn(sql`${named} ->> 'name'`, column);
  const [ic, manager] = [sql`${line.partners} -> 0`, sql`${line.partners} -> 1`];
  return {
    id: line.id,
    at: instantOf(line),
    area: line.area,
    action: line.action,
    actor_id: id(line.actor),
    actor: name(line.actor, "actor"),
    subject_id: id(line.subject),
    subject: name(line.subject, "subject"),
    ic_id: id(ic),
    ic: name(ic, "ic"),
    manager_id: id(manager),
    manager: name(manager, "manager"),
    unit: csvColumn(line.unitName, "unit"),
    from_unit: csvColumn(line.fromUnit, "from_unit"),
    to_unit: csvColumn(line.toUnit, "to_unit"),
    role: csvColumn(line.role, "role"),
    cycle: line.cycleNumber,
    table: csvColumn(line.table, "table"),
    view: csvColumn(line.view, "view"),
    method: csvColumn(line.method, "method"),
    months: csvColumn(line.months, "months"),
    months_before: csvColumn(line.monthsBefore, "months_before"),
    what: csvColumn(line.what, "what"),
  };
}

/** The rows that the page shows with the same filters, all of its pages, as CSV. */
export function exportAuditCsv(tx: Tx, selection: AuditSelection): Export {
  const line = auditLines(tx, selection);
  const columns = csvColumns(line);
  return { ...namesOf(columns), query: tx.select(columns).from(line) };
}

/** The same rows as JSON Lines: a person, a duo or a partner is an object with `id` and `name`. */
export function exportAuditLines(tx: Tx, selection: AuditSelection): JsonLines {
  const line = auditLines(tx, selection);
  const object = sql<string>`json_build_object(
    'id', ${line.id}, 'at', ${instantOf(line)}, 'area', ${line.area}, 'action', ${line.action},
    'actor', ${line.actor}, 'subject', ${line.subject}, 'partners', ${line.partners}, 'unit', ${line.unitName},
    'from_unit', ${line.fromUnit}, 'to_unit', ${line.toUnit}, 'role', ${line.role}, 'cycle', ${line.cycleNumber},
    'table', ${line.table}, 'view', ${line.view}, 'method', ${line.method}, 'months', ${line.months},
    'months_before', ${line.monthsBefore}, 'what', ${line.what})`;
  return { query: tx.select({ object }).from(line) };
}
