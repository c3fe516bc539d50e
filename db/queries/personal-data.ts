import {
  type AnyColumn,
  eq,
  getTableColumns,
  getTableName,
  getViewSelectedFields,
  is,
  sql,
} from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import type { PersonalTable } from "@/lib/personal-data/field";
import { personalData, type ShownTableName, shownFields } from "@/lib/personal-data/inventory";
import type { Tx, ViewerIdentity } from "../client";
import { type DataKey, dataKeyOf } from "../encryption/data-key";
import { SealBroken } from "../encryption/envelope";
import {
  type CommitmentKey,
  type MomentKey,
  openCommitment,
  openFigures,
  openMoment,
  openPart,
  openTalkingPoints,
  type PartKey,
  type ScoreKey,
  type TalkKey,
} from "../encryption/sealed-rows";
import * as schema from "../schema";
import { opensOn } from "./cycles";
import { isOwnAction } from "./noted-actions";

const tables = new Map(
  Object.values(schema).flatMap((one) => (is(one, PgTable) ? [[getTableName(one), one] as const] : [])),
);

/**
 * Where the columns of a table are read, by their names: what a duo's row carries of the one before, through
 * a view alone.
 */
const sourceOf = (name: ShownTableName) => {
  if (name === "published_duos")
    return { source: schema.readableDuos, columns: getViewSelectedFields(schema.readableDuos) };
  const source = tables.get(name)!;
  return { source, columns: getTableColumns(source) };
};

/** A row by the names of its columns in the database; encrypted columns are opened, or `brokenSeal`. */
export type StoredRow = Record<string, unknown>;
export const brokenSeal = Symbol("a value that does not open");

/** Columns beside those that are shown, by which an encrypted value or a grade is bound to its row. */
const bound: Partial<Record<ShownTableName, readonly string[]>> = {
  duos: ["id"],
  response_parts: ["author_id"],
  moments: ["id"],
};

type Open = (key: DataKey, row: StoredRow, sealed: Buffer) => unknown;
/** What opens the encrypted columns of a table, given the row by the names of its properties; null stays null. */
const openers: Partial<Record<ShownTableName, Record<string, Open>>> = {
  response_parts: { answers: (key, row, sealed) => openPart(key, row as PartKey, sealed) },
  person_scores: { scores: (key, row, sealed) => openFigures(key, row as ScoreKey, sealed) },
  commitments: { content: (key, row, sealed) => openCommitment(key, row as CommitmentKey, sealed) },
  moments: {
    content: (key, row, sealed) => openMoment(key, row as MomentKey, sealed),
    agreedContent: (key, row, sealed) => openMoment(key, row as MomentKey, sealed),
  },
  talking_points: { codes: (key, row, sealed) => openTalkingPoints(key, row as TalkKey, sealed) },
};

/**
 * The person's own rows of a table, as the policies let them read them, in the columns that are theirs to see. Nothing for
 * tables of which `own_account` gives the rows.
 */
export async function listOwnRows(
  tx: Tx,
  { orgId, personId }: ViewerIdentity,
  name: ShownTableName,
): Promise<StoredRow[]> {
  const { source, columns: all } = sourceOf(name);
  const { rows: own, fields }: PersonalTable = personalData[name];
  if (own.by === "account") return [];
  const columns = Object.entries(all as Record<string, AnyColumn>);
  const wanted = [
    ...shownFields(name).filter((field) => !isFromAccount(fields[field]!)),
    ...(bound[name] ?? []),
  ];
  const chosen = columns.filter(([, column]) => wanted.includes(column.name));
  const columnOf = (field: string) => columns.find(([, column]) => column.name === field)![1];
  const mine =
    own.by === "duo"
      ? sql`(${own.orNoted ? isOwnAction : sql`false`} or ${columnOf("duo_id")} in (select d.id from duos d where d.org_id = ${orgId} and ${personId}::uuid in (d.ic_person_id, d.manager_person_id)))`
      : sql`${personId}::uuid in (${sql.join([sql`null`, ...own.by.map(columnOf)], sql`, `)})`;
  const rows = await tx
    .select(Object.fromEntries(chosen) as Record<string, never>)
    .from(source)
    .where(sql`${columnOf("org_id")} = ${orgId} and ${mine}`);
  const key = await dataKeyOf(tx, orgId);
  return rows.map((row) => {
    const opened = opener(name, key, row);
    return Object.fromEntries(chosen.map(([property, column]) => [column.name, opened[property]]));
  });
}

const isFromAccount = (field: PersonalTable["fields"][string]) => field.shown && field.from === "account";

function opener(name: ShownTableName, key: DataKey, row: StoredRow): StoredRow {
  const opened = Object.entries(openers[name] ?? {}).map(([property, open]) => [
    property,
    row[property] && openOrMark(() => open(key, row, row[property] as Buffer)),
  ]);
  return { ...row, ...Object.fromEntries(opened) };
}

function openOrMark(open: () => unknown): unknown {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    return brokenSeal;
  }
}

/** What the database gives of the person's account and grades, by table; without columns that are not shown. */
export async function readOwnAccount(tx: Tx): Promise<Partial<Record<ShownTableName, StoredRow[]>>> {
  const { rows } = await tx.execute<{ account: Record<string, StoredRow[] | null> | null }>(
    sql`select own_account() as account`,
  );
  const found = Object.entries(rows[0]?.account ?? {}).map(([name, ofTable]) => [
    name,
    (ofTable ?? []).map((row) => withTimes(name as ShownTableName, row)),
  ]);
  return Object.fromEntries(found);
}

/** JSON has no times: they come as texts. */
function withTimes(name: ShownTableName, row: StoredRow): StoredRow {
  const columns = Object.values(getTableColumns(tables.get(name)!) as Record<string, AnyColumn>);
  const wanted = [...shownFields(name), "id"];
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => wanted.includes(column))
      .map(([column, value]) => {
        const isTime = columns.find((one) => one.name === column)?.dataType === "date";
        return [column, isTime && typeof value === "string" ? new Date(value) : value];
      }),
  );
}

/** Names of the cycles, duos, units and people that the person may know, by id. */
export async function listKnownNames(tx: Tx, { orgId }: ViewerIdentity) {
  const { rows } = await tx.execute<{ id: string; name: string; kind: "duo" | "unit" | "person" }>(sql`
    select id, display_name as name, 'duo' as kind from duos where org_id = ${orgId}
    union all select id, name, 'unit' from units where org_id = ${orgId}
    union all select id, given_name, 'person' from people where org_id = ${orgId}`);
  const cycles = await tx
    .select({ id: schema.cycles.id, number: schema.cycles.number, opensOn })
    .from(schema.cycles)
    .where(eq(schema.cycles.orgId, orgId));
  return { names: new Map(rows.map(({ id, name }) => [id, name])), cycles };
}
