import type pg from "pg";
import { BackupRefused } from "./header";

type Connection = Pick<pg.ClientBase, "query">;

/** A table of the product: its columns and the order of its rows as SQL writes them. */
export type ProductTable = { name: string; columns: string[]; key: string[]; references: string[] };

/**
 * Tables whose rows a backup leaves out: with them, sessions that were ended since, links that were used and limits that
 * ran out would come back. People sign in again.
 */
export const leftOut = [
  "sessions",
  "verification_tokens",
  "passkey_challenges",
  "setup_links",
  "rate_limits",
];

/** COPY writes every value in one way, on any server and of any version from 15 on. */
export const copySettings =
  "set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 1; set bytea_output = 'hex'; set client_encoding = 'UTF8'; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0";

/** Every table of the product, a table after those that it refers to. Throws where two refer to each other. */
export async function productTables(client: Connection): Promise<ProductTable[]> {
  const { rows } = await client.query<ProductTable>(
    `select c.relname as name,
       array(select quote_ident(a.attname) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       array(select quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end
         from pg_index i, unnest(i.indkey::int2[]) with ordinality k(attnum, place), pg_attribute a
         where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum order by k.place) as key,
       array(select r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
         where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as references
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`,
  );
  return inOrder(rows);
}

function inOrder(tables: readonly ProductTable[]): ProductTable[] {
  const placed = new Set<string>();
  const ordered: ProductTable[] = [];
  while (ordered.length < tables.length) {
    const free = tables.filter(
      ({ name, references }) => !placed.has(name) && references.every((other) => placed.has(other)),
    );
    if (free.length === 0) {
      const stuck = tables.filter(({ name }) => !placed.has(name)).map(({ name }) => name);
      throw new BackupRefused(
        `No order restores these tables, which refer to each other: ${stuck.join(", ")}.`,
      );
    }
    for (const table of free) placed.add(table.name);
    ordered.push(...free);
  }
  return ordered;
}

/** A statement that gives a table's rows, always in the same order. */
export const copyOut = ({ name, columns, key }: ProductTable) =>
  `copy (select ${columns.join(", ")} from public.${name} order by ${key.join(", ")}) to stdout`;

/** A statement that takes rows in, with their values in the order of `columns`. */
export const copyIn = (name: string, columns: readonly string[]) =>
  `copy public.${name} (${columns.join(", ")}) from stdin`;
