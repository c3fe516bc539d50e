import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type pg from "pg";

/** Keeps one statement's parameter to a few megabytes. */
const rowsPerStatement = 2000;

/**
 * Inserts any number of rows with one JSON parameter per statement: COPY is refused under row-level security, and a
 * VALUES list is bound to 65,535 parameters. All rows must set the same columns; the others take their defaults.
 */
export async function insertRows<T extends PgTable>(
  client: pg.ClientBase,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in rows[0]!);
  const names = columns.map(([, column]) => `"${column.name}"`).join(", ");
  const keys = columns.map(([key]) => `"${key}"`).join(", ");
  const types = columns.map(([key, column]) => `"${key}" ${column.getSQLType()}`).join(", ");
  const statement = `insert into "${getTableName(table)}" (${names}) select ${keys} from json_to_recordset($1::json) as given(${types})`;
  const bytes = columns.filter(([, column]) => column.getSQLType() === "bytea").map(([key]) => key);
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const some = rows.slice(from, from + rowsPerStatement).map((row) => withBytesAsText(row, bytes));
    await client.query(statement, [JSON.stringify(some)]);
  }
}

/** JSON has no bytes: PostgreSQL reads them from hexadecimal digits. */
function withBytesAsText(row: Record<string, unknown>, bytes: readonly string[]): Record<string, unknown> {
  if (bytes.length === 0) return row;
  const text = bytes.map((key) => [key, `\\x${(row[key] as Buffer).toString("hex")}`]);
  return { ...row, ...Object.fromEntries(text) };
}
