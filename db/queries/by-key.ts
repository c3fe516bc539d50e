import { type SQL, sql } from "drizzle-orm";

/**
 * Whether a row with such a key is there, as `EXISTS` says it. PostgreSQL may answer that by hashing every row that the
 * organization has, and does where it keeps no statistics to tell how many these are; a subquery for a value is
 * looked up by the key.
 * @param from what follows FROM, with the whole key in its condition
 */
export const isThere = (from: SQL) => sql<boolean>`coalesce((select true from ${from} limit 1), false)`;
