import { sql } from "drizzle-orm";

/** The rows of a file, and the names of its columns. */
export type Export = {
  columns: readonly string[];
  query: { toSQL(): { sql: string; params: unknown[] } };
};

/** What a file says of the one cycle it is about. */
export type ExportedCycle = { id: string; number: number; opensAt: Date };

/** An instant in UTC: "2026-11-02T09:00:00Z". */
export const csvInstant = (at: unknown) =>
  sql<string>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** The same in every row of a file about one cycle. */
export const cycleColumns = ({ number, opensAt }: ExportedCycle) => ({
  cycle: sql<number>`${number}::int`,
  cycle_opened_at: sql<string>`${`${opensAt.toISOString().slice(0, 19)}Z`}::text`,
});
