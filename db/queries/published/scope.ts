import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { LeaderScope } from "@/lib/domain/permissions";

/** A list of ids as one parameter. */
export const uuids = (list: readonly string[]) => sql`${sql.param([...list])}::uuid[]`;

/** Whether a column has one of these ids: one parameter, where a list of them costs the driver and the database one each. */
export const isOneOf = (column: PgColumn, list: readonly string[]): SQL =>
  sql`${column} = any(${uuids(list)})`;

/** The same of texts. */
export const isOneText = (column: PgColumn, list: readonly string[]): SQL =>
  sql`${column} = any(${sql.param([...list])}::text[])`;

/** Whether a row lies in the scope: what its policies say once more, so that neither alone has to hold. */
export const inScope = (lineage: PgColumn, { units }: LeaderScope): SQL => sql`${lineage} && ${uuids(units)}`;

/** Whether a row lies in a unit's subtree. */
export const inUnit = (lineage: PgColumn, unitId: string): SQL => sql`${unitId}::uuid = any(${lineage})`;

/** The place of a value in a list, from 1; null for one that is not in it. */
export const placeIn = (list: readonly string[], value: PgColumn | SQL): SQL =>
  sql`array_position(${sql.param([...list])}::text[], ${value}::text)`;
