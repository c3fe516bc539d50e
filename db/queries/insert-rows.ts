import { type Column, getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type pg from "pg";

/** Keeps the parameters of one statement to a few megabytes. */
const rowsPerStatement = 2000;

/**
 * Inserts any number of rows with one array for each column: COPY is refused under row-level security, a VALUES list is
 * bound to 65,535 parameters, and rows as JSON take the database twice as long to read. All rows must set the same
 * columns; the others take their defaults. The database stores some rows while the next ones are made ready.
 */
export async function insertRows<T extends PgTable>(
  client: pg.ClientBase,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in rows[0]!);
  const names = columns.map(([, column]) => `"${column.name}"`).join(", ");
  const given = columns.map((_, index) => `"${index}"`).join(", ");
  const values = columns.map(([, column], index) =>
    isList(column) ? `"${index}"::${column.getSQLType()}` : `"${index}"`,
  );
  // An array of arrays would have to be as long in each row: lists travel as text.
  const lists = columns.map(([, column], index) =>
    isList(column) ? `$${index + 1}::text[]` : `$${index + 1}::${column.getSQLType()}[]`,
  );
  const text = `insert into "${getTableName(table)}" (${names}) select ${values.join(", ")} from unnest(${lists.join(", ")}) as given(${given})`;
  let stored: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const some = rows.slice(from, from + rowsPerStatement);
    const parameters = columns.map(([key, column]) =>
      isBytes(column) ? bytesOf(some, key) : arrayOf(some, key, literalFor(column)),
    );
    await stored;
    stored = client.query(text, parameters);
    // Reported where it is waited for.
    stored.catch(() => undefined);
  }
  await stored;
}

const isBytes = (column: Column) => column.getSQLType() === "bytea";
const isList = (column: Column) => column.getSQLType().endsWith("[]");

/** How PostgreSQL reads a value of a column. */
function literalFor(column: Column): (value: unknown) => string {
  const type = column.getSQLType();
  if (type === "json" || type === "jsonb") return (value) => JSON.stringify(value);
  // Numbers and ids hold nothing that would have to be quoted.
  if (/^(smallint|integer|uuid)\[\]$/.test(type))
    return (value) => `{${(value as readonly unknown[]).join(",")}}`;
  if (isList(column)) return (value) => arrayLiteral((value as readonly unknown[]).map(plain));
  return plain;
}

const plain = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));

function arrayOf(
  rows: readonly Readonly<Record<string, unknown>>[],
  key: string,
  literal: (value: unknown) => string,
): string {
  return arrayLiteral(
    rows.map((row) => {
      const value = row[key];
      return value === null || value === undefined ? undefined : literal(value);
    }),
  );
}

/** Identifies the type of an array's values in PostgreSQL. */
const byteaType = 17;

/** The same of bytes, in PostgreSQL's binary form: as text they would be twice as long, and made and read digit by digit. */
function bytesOf(rows: readonly Readonly<Record<string, unknown>>[], key: string): Buffer {
  const values = rows.map((row) => (row[key] ?? null) as Buffer | null);
  const array = Buffer.alloc(5 * 4 + values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), 0));
  const numbers = [1, values.includes(null) ? 1 : 0, byteaType, values.length, 1];
  let at = 0;
  for (const number of numbers) at = array.writeInt32BE(number, at);
  for (const value of values) {
    at = array.writeInt32BE(value ? value.length : -1, at);
    if (value) at += value.copy(array, at);
  }
  return array;
}

/** Values as one array of PostgreSQL; undefined stands for NULL. */
function arrayLiteral(values: readonly (string | undefined)[]): string {
  const quoted = values.map((value) => (value === undefined ? "NULL" : `"${escaped(value)}"`));
  return `{${quoted.join(",")}}`;
}

const special = /["\\]/;
const escaped = (value: string) => (special.test(value) ? value.replace(/["\\]/g, "\\$&") : value);
