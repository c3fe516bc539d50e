import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, check, timestamp, uuid } from "drizzle-orm/pg-core";
import { knownDays } from "@/lib/domain/days";
import { zoneOfPlace } from "@/lib/domain/time-zones";

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
 * A column holds the name of a place, or UTC, as its time zone: an offset like "+05:30" or "Etc/GMT+5" means
 * one thing here and the opposite elsewhere, and PostgreSQL takes letters with digits after them as a rule of
 * one's own ("X167").
 */
export const namesZone = (column: AnyPgColumn): SQL => sql`${column} ~* '${sql.raw(zoneOfPlace)}'`;

const isKnownDay = sql.raw(`between '${knownDays.first}' and '${knownDays.last}'`);
/**
 * No day and no instant of these columns is endless, nor a day outside of those that are known; absent ones
 * are as they are.
 */
export const times = (
  table: string,
  { days = [], instants = [] }: Partial<Record<"days" | "instants", AnyPgColumn[]>>,
) =>
  check(
    `${table}_times`,
    sql.join(
      [
        ...days.map((column) => sql`${column} ${isKnownDay}`),
        ...instants.map((column) => sql`isfinite(${column})`),
      ],
      sql` and `,
    ),
  );
/** A column holds something that can be seen; the same as `isVisible` of `lib/domain/characters`. */
export const isSeen = (column: AnyPgColumn): SQL => sql`is_seen(${column})`;
/** A column holds a name: something that can be seen, in one line, in the order in which it is stored. */
export const isName = (column: AnyPgColumn): SQL => sql`is_name(${column})`;

/** A column holds an e-mail address as `lib/domain/address` stores it: printable ASCII around one "@". */
export const isAddress = (column: AnyPgColumn): SQL =>
  sql`${column} ~ '^[!-?A-~]+@[!-?A-~]+$' and length(${column}) <= 254`;

/** A column holds a wall-clock minute that exists, as "2026-11-02T09:00" and in no other spelling. */
export const isLocalMinute = (column: AnyPgColumn): SQL =>
  sql`case when ${column} ~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$' then substr(${column}, 9, 2)::int <= extract(day from make_date(substr(${column}, 1, 4)::int, substr(${column}, 6, 2)::int, 1) + interval '1 month - 1 day') else false end`;
