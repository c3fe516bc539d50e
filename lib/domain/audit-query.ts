import { z } from "zod";
import { type AuditAction, type AuditArea, type AuditLine, auditActions } from "./audit";
import type { ShownChain } from "./audit-chain";

/** What the address of the audit log may ask for; every value as it was typed. */
export const auditFields = ["area", "action", "who", "from", "to"] as const;
export type AuditField = (typeof auditFields)[number];
export type AuditAsked = Readonly<Partial<Record<AuditField, string>>>;

/** Which rows of the log are wanted. Days are calendar days of the reader, both of them included. */
export type AuditFilters = {
  area?: AuditArea;
  action?: AuditAction;
  /** A part of the name of a person or a duo, or an id. */
  who?: string;
  from?: string;
  to?: string;
};

/** The row beside which a page begins: `before` it are older rows, `after` it newer ones. */
export type AuditCursor = { side: "before" | "after"; id: string };

/** What is wrong with an address; `other-area` is an action that the chosen area does not have. */
export const auditProblems = ["area", "action", "other-area", "who", "from", "to", "range", "page"] as const;
export type AuditProblem = (typeof auditProblems)[number];

export type AuditQuery = {
  asked: AuditAsked;
  filters: AuditFilters;
  cursor?: AuditCursor;
  /** All rows on one page, as far as one can hold them. */
  all: boolean;
  problems: readonly AuditProblem[];
};

/** One page of the log, newest first. */
export type AuditLog = {
  /** The areas that the reader may read. */
  areas: readonly AuditArea[];
  asked: AuditAsked;
  /** What is wrong with the address; then there are no lines. */
  problems: readonly AuditProblem[];
  lines: readonly AuditLine[];
  /** Rows that the filters leave, on all pages. */
  total: number;
  /** The number of the first line among them, from 1. */
  first: number;
  /** Whether all of them were asked for on one page. */
  all: boolean;
  /** Of the whole log, for a reviewer who asked for no part of it; null before the first sealing. */
  chain?: ShownChain | null;
  /** Whether there are rows before the first line, and after the last one. */
  newer: boolean;
  older: boolean;
};

/** The actions of some areas, in the order of the closed list. */
export const actionsOf = (areas: readonly AuditArea[]): AuditAction[] =>
  (Object.keys(auditActions) as AuditAction[]).filter((action) => areas.includes(auditActions[action]));

const text = z.string().trim().optional().catch(undefined);
const query = z
  .object({
    area: text,
    action: text,
    who: text,
    from: text,
    to: text,
    before: text,
    after: text,
    rows: text,
  })
  .catch({});
const who = z
  .string()
  .max(100)
  .refine((typed) => !/\p{Cc}/u.test(typed));
/** A day of the years that the product may hold: the database takes each of them. */
const day = z.iso.date().regex(/^2/);

/**
 * Reads the address of the audit log for somebody who may read some `areas`. Empty values count as not there. A value
 * that makes no sense is a problem and no filter: the log must never show other rows than those that were asked for.
 */
export function parseAuditQuery(address: unknown, areas: readonly AuditArea[]): AuditQuery {
  const typed = query.parse(address);
  const asked: AuditAsked = Object.fromEntries(
    auditFields.flatMap((field) => (typed[field] ? [[field, typed[field]]] : [])),
  );
  const filters: AuditFilters = {};
  const problems: AuditProblem[] = [];
  const read = <F extends AuditField>(field: F, schema: z.ZodType<AuditFilters[F]>) => {
    if (asked[field] === undefined) return;
    const { success, data } = schema.safeParse(asked[field]);
    if (success) filters[field] = data;
    else problems.push(field);
  };
  read("area", z.enum(areas));
  read("action", z.enum(actionsOf(areas)));
  read("who", who);
  read("from", day);
  read("to", day);
  const { area, action, from, to } = filters;
  if (area && action && auditActions[action] !== area) problems.push("other-area");
  if (from && to && from > to) problems.push("range");
  const side = typed.before ? "before" : "after";
  const id = typed.before || typed.after;
  if (id && !z.uuid().safeParse(id).success) problems.push("page");
  return { asked, filters, problems, all: typed.rows === "all", ...(id && { cursor: { side, id } }) };
}

/** As what the log can be exported: a table for spreadsheets, or one JSON object in each line. */
export const auditFormats = ["csv", "jsonl"] as const;

/** The address of the log, or of its file, with what is asked for. */
export function auditHref(path: string, asked: AuditAsked, more: Readonly<Record<string, string>> = {}) {
  const chosen = new URLSearchParams({ ...asked, ...more });
  return chosen.size > 0 ? `${path}?${chosen}` : path;
}
