import { is, SQL, sql } from "drizzle-orm";
import { csvInstant } from "@/lib/csv/csv";

/** One JSON object in each line, as the only column of a query. */
export type JsonLines = Pick<Export, "query"> & { columns?: undefined };

/** The rows of a CSV file, and the names of its columns. */
export type Export = {
  columns: readonly string[];
  /** Those of them that people wrote: always in quotation marks, whatever separator a spreadsheet looks for. */
  texts: readonly string[];
  query: { toSQL(): { sql: string; params: unknown[] } };
};

/** What a file says of the one cycle it is about. */
export type ExportedCycle = { id: string; number: number; opensAt: Date; instrumentVersion: string };

/** A text that people wrote, as the column of a file: no spreadsheet may take it, or a part of it, for a formula. */
export const csvColumn = (text: unknown, column: string) => sql<string>`csv_text(${text})`.as(column);

/** The names of a file's columns, given what each is selected from. */
export function namesOf(columns: Readonly<Record<string, unknown>>): Pick<Export, "columns" | "texts"> {
  const names = Object.keys(columns);
  return { columns: names, texts: names.filter((name) => is(columns[name], SQL.Aliased)) };
}

/** `csvInstant`, of a column. */
export const csvInstantColumn = (at: unknown) =>
  sql<string>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** The same in every row of a file about one cycle. */
export const cycleColumns = ({ number, opensAt, instrumentVersion }: ExportedCycle) => ({
  cycle: sql<number>`${number}::int`,
  cycle_opened_at: sql<string>`${csvInstant(opensAt)}::text`,
  questions_version: sql<string>`${instrumentVersion}::text`,
});
