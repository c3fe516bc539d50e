import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Orders by a name as readers expect it, whatever the database's own collation is (`name_order` in the migrations). */
export const byName = (name: PgColumn): SQL => sql`${name} collate name_order`;

/**
 * Whether what `search_text` made of a text contains what was typed, without regard to case, accents and the spelling of
 * umlauts ("mueller"). `textFound` (lib/domain/search-text) is the same for lists that the browser has. Each spelling is a
 * subquery, which is worked out once: in a kept plan (`db/named`) it would be worked out again for each row.
 */
export const isFound = (searchable: PgColumn | SQL, typed: string): SQL =>
  sql`(position((select search_plain(${typed})) in ${searchable}) > 0 or position((select search_folded(${typed})) in ${searchable}) > 0)`;
