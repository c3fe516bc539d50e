import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, timestamp, uuid } from "drizzle-orm/pg-core";

/** Tenant key; leads every primary key so that a distributed Postgres can route by it. */
export const orgId = () => uuid("org_id").notNull();
/** Codes as SQL literals, for a check that a column holds one of them. */
export const listed = (codes: readonly string[]): SQL => sql.raw(codes.map((code) => `'${code}'`).join(", "));
export const instant = (name: string) => timestamp(name, { withTimezone: true });
/** A time that the database writes: its clock, which only demo and test installations may shift. */
export const instantNow = (name: string) => instant(name).notNull().default(sql`app_now()`);
/** The person of the session, as the database knows it; null when the system acts. */
export const sessionPerson = (name: string) =>
  uuid(name).default(sql`nullif(current_setting('twofold.person_id', true), '')::uuid`);
/**
 * A column holds the name of a time zone: an offset like "+05:30" means one thing here and the opposite elsewhere. Without
 * a digit, but in names that exist: PostgreSQL takes letters with digits after them as a rule of one's own ("X167").
 */
export const namesZone = (column: AnyPgColumn): SQL =>
  sql`${column} ~ '^([A-Za-z][A-Za-z_+/-]{0,59}|Etc/GMT[+-]([0-9]|1[0-4])|(Etc/)?GMT0|GMT[+-]0|EST5EDT|CST6CDT|MST7MDT|PST8PDT)$'`;
