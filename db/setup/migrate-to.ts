import { createHash } from "node:crypto";
import path from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type pg from "pg";

/** Where the newest of some migrations stands: its time in ms as the journal has it, and a hash over all of them. */
export type MigrationPosition = { at: number; hash: string };

type Connection = Pick<pg.ClientBase, "query">;

export const migrationsFolder = path.join(import.meta.dirname, "../migrations");

const positionOf = (migrations: readonly { at: number; hash: string }[]): MigrationPosition => ({
  at: migrations.at(-1)?.at ?? 0,
  hash: createHash("sha256")
    .update(migrations.map(({ hash }) => hash).join("\n"))
    .digest("hex"),
});

/** Where a database stands; undefined for one without migrations. */
export async function migrationPosition(client: Connection): Promise<MigrationPosition | undefined> {
  const { rows: found } = await client.query<{ there: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as there",
  );
  if (!found[0]!.there) return undefined;
  const { rows } = await client.query<{ at: string; hash: string }>(
    "select created_at as at, hash from drizzle.__drizzle_migrations order by created_at",
  );
  return positionOf(rows.map(({ at, hash }) => ({ at: Number(at), hash })));
}

/** The migrations of this build up to one of them. */
const migrationsUpTo = (at: number) =>
  readMigrationFiles({ migrationsFolder }).filter(({ folderMillis }) => folderMillis <= at);

/** Where a database stands that this build has brought up to the migration of that time. */
export const positionUpTo = (at: number): MigrationPosition =>
  positionOf(migrationsUpTo(at).map(({ folderMillis, hash }) => ({ at: folderMillis, hash })));

/**
 * Brings an empty database to one of the migrations, in the transaction of the caller, who is the owner, and writes it
 * down as drizzle does: `migrate` goes on from there.
 */
export async function migrateEmptyTo(owner: Connection, at: number): Promise<void> {
  await owner.query("create schema drizzle");
  await owner.query(
    "create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)",
  );
  for (const { sql, hash, folderMillis } of migrationsUpTo(at)) {
    for (const statement of sql) await owner.query(statement);
    await owner.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)", [
      hash,
      folderMillis,
    ]);
  }
}
