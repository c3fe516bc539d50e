import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Orders by a name as readers expect it, whatever the database's own collation is (`name_order` in the migrations). */
export const byName = (name: PgColumn): SQL => sql`${name} collate name_order`;

/** Whether a column of `search_text` values contains what was typed, without regard to case and accents. */
export const isFound = (searchable: PgColumn, typed: string): SQL =>
  sql`position(search_text(${typed}) in ${searchable}) > 0`;
