import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import copy from "pg-copy-streams";
import { masterKeys, unwrapDataKey, wrongMasterKey } from "../encryption/master-key";
import { withoutValues } from "../fault";
import { queueSchema } from "../queue";
import { forceRowSecurity } from "../setup/as-owner";
import { assertBootable, migrationHead } from "../setup/boot-checks";
import { withClient } from "../setup/create-database";
import { migrate, migrationLock } from "../setup/migrate";
import { migrateEmptyTo, positionUpTo } from "../setup/migrate-to";
import type { DatabaseUrls } from "../setup/roles";
import { firstDifference, guardsOf } from "./guards";
import { type BackupHeader, BackupRefused } from "./header";
import { type ReadBackup, readBackup, type TableInBackup } from "./layout";
import { assertSameRoles } from "./roles";
import { copyIn, copyOut, copySettings, type ProductTable, productTables } from "./tables";
import type { Progress } from "./take";

type Wanted = {
  file: string;
  urls: DatabaseUrls;
  onProgress: Progress;
  /** Called when everything is in place and proven, before it is committed. */
  beforeCommit?: () => void;
};

export type RestoreReport = { header: BackupHeader; tables: number; rows: number };

/**
 * Puts a backup into an empty database: the tables of its migration, its rows, then the newest migration. The rows come
 * in one transaction that is committed only when each table's rows have the number and hash of the backup, this
 * process's master key opens every data key, and what guards the rows is as the migrations made it. Throws
 * `BackupRefused`, `MasterKeyError` or what the database refuses; the database is empty as before then.
 */
export async function restoreBackup({
  file,
  urls,
  onProgress,
  beforeCommit,
}: Wanted): Promise<RestoreReport> {
  const backup = await readBackup(file, async ({ table }, rows) => {
    for await (const _ of told(rows, (bytes) => onProgress(`reading ${table}`, bytes)));
  });
  refuseForeign(file, backup.header);
  await withClient(urls.migrate, async (owner) => {
    await owner.query(copySettings);
    await owner.query("select pg_advisory_lock($1)", [migrationLock]);
    await refuseUsed(owner);
    await assertSameRoles(owner, backup.header.roles);
    await owner.query("begin");
    try {
      await fill(owner, { file, backup, onProgress });
      beforeCommit?.();
      await owner.query("commit");
    } catch (error) {
      await owner.query("rollback").catch(() => undefined);
      throw withoutValues(error);
    }
  });
  await migrate(urls, backup.header.kind);
  for (const role of ["app", "auth", "publisher"] as const)
    await withClient(urls[role], (client) => assertBootable(client));
  await withClient(urls.worker, (client) => assertBootable(client, queueSchema));
  const rows = backup.tables.reduce((sum, table) => sum + table.rows, 0);
  return { header: backup.header, tables: backup.tables.length, rows };
}

/** The same rows, while somebody is told how many bytes there were: a large backup takes minutes. */
async function* told(rows: AsyncGenerator<Buffer>, onBytes: (bytes: number) => void) {
  let bytes = 0;
  for await (const chunk of rows) {
    bytes += chunk.length;
    onBytes(bytes);
    yield chunk;
  }
}

/** A backup that this build or this process's master key does nothing with is refused before anything is touched. */
function refuseForeign(file: string, { migration, masterKeys: needed }: BackupHeader): void {
  if (migration.at > migrationHead) {
    throw new BackupRefused(
      `${file} was written by a newer version of Twofold. Restore it with that version or a later one. Nothing was changed.`,
    );
  }
  if (positionUpTo(migration.at).hash !== migration.hash) {
    throw new BackupRefused(
      `${file} is of a database with other migrations than this version's. Restore it with the version that wrote it. Nothing was changed.`,
    );
  }
  const { current, previous } = masterKeys();
  const missing = needed.filter((id) => id !== current.id && id !== previous?.id);
  if (missing.length > 0) throw wrongMasterKey(missing);
}

async function refuseUsed(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'drizzle', $1) and c.relkind = 'r' order by n.nspname = 'public' desc, c.relname limit 1`,
    [queueSchema],
  );
  if (rows.length === 0) return;
  throw new BackupRefused(
    `This database is not empty: it has the table ${rows[0]!.name}. A backup goes into a new one: \`npm run db:setup -- NAME\` makes it on a server, another TWOFOLD_DATA_DIR an embedded one. Nothing was changed.`,
  );
}

type Filling = { file: string; backup: ReadBackup; onProgress: Progress };

async function fill(owner: pg.Client, { file, backup, onProgress }: Filling): Promise<void> {
  const { header, tables } = backup;
  await migrateEmptyTo(owner, header.migration.at);
  const guards = await guardsOf(owner);
  const present = await productTables(owner);
  refuseOtherTables(present, tables, header.leftOut);
  const bound = await letIn(owner);
  const columnsOf = new Map(present.map(({ name, columns }) => [name, columns]));
  await readBackup(file, async ({ table, columns }, rows) => {
    // The same names as in the catalog, which was compared: nothing of a file becomes part of a statement.
    const known = columnsOf.get(table)!.filter((column) => columns.includes(column));
    const order = columns.map((column) => known.find((name) => name === column)!);
    const source = told(rows, (bytes) => onProgress(`writing ${table}`, bytes));
    await pipeline(Readable.from(source), owner.query(copy.from(copyIn(table, order)))).catch((error) => {
      throw refusedRows(table, error);
    });
  });
  await assertSameRows(owner, { present, tables, onProgress });
  await assertKeysOpen(owner);
  await shut(owner, bound);
  const difference = firstDifference(guards, await guardsOf(owner));
  if (difference)
    throw new BackupRefused(`What guards the rows is not as the migrations made it: ${difference}`);
}

/** What the database says of a row quotes it; its code says enough. */
function refusedRows(table: string, error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  return new BackupRefused(
    `The database does not take the backup's rows of ${table} (${error.code}). Nothing was kept.`,
  );
}

/**
 * The owner writes rows of every organization, and guards that watch single steps would refuse finished ones. So, for
 * this transaction alone, policies do not bind the owner and triggers do not fire. Keys and checks stay. Gives the tables
 * whose policies bound the owner: between two migrations of an older version they need not be all.
 */
async function letIn(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity",
  );
  await owner.query(forceRowSecurity("no force"));
  await owner.query(fireTriggers("disable"));
  return rows.map(({ name }) => name);
}

async function shut(owner: pg.Client, bound: readonly string[]): Promise<void> {
  await owner.query("set constraints all immediate");
  await owner.query(fireTriggers("enable"));
  for (const name of bound)
    await owner.query(`alter table public.${pg.escapeIdentifier(name)} force row level security`);
}

const fireTriggers = (change: "enable" | "disable") => `
  do $$
  declare
    name text;
  begin
    for name in select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    loop
      execute format('alter table public.%I ${change} trigger user', name);
    end loop;
  end $$`;

/** The file has to hold every table of its migration with every column, and no other. */
function refuseOtherTables(
  present: readonly ProductTable[],
  tables: readonly TableInBackup[],
  leftOut: readonly string[],
): void {
  const lineOf = (name: string, columns: readonly string[]) => `${name} (${[...columns].sort().join(", ")})`;
  const wanted = present
    .filter(({ name }) => !leftOut.includes(name))
    .map(({ name, columns }) => lineOf(name, columns));
  const difference = firstDifference(
    wanted,
    tables.map(({ table, columns }) => lineOf(table, columns)),
  );
  if (difference) {
    throw new BackupRefused(
      `The backup's tables are not those of its migration: ${difference}. Nothing was changed.`,
    );
  }
}

type Comparing = {
  present: readonly ProductTable[];
  tables: readonly TableInBackup[];
  onProgress: Progress;
};

/** Reads every table back and compares it with what the backup says of it. */
async function assertSameRows(owner: pg.Client, { present, tables, onProgress }: Comparing): Promise<void> {
  for (const { table, columns, rows, sha256 } of tables) {
    const own = present.find(({ name }) => name === table)!;
    const hash = createHash("sha256");
    let bytes = 0;
    const source = owner.query(copy.to(copyOut({ ...own, columns })));
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      onProgress(`comparing ${table}`, bytes);
    }
    if (source.rowCount !== rows || hash.digest("hex") !== sha256) {
      throw new BackupRefused(`The restored rows of ${table} are not those of the backup. Nothing was kept.`);
    }
  }
}

/** The ids in the header are compared before; here each data key is really opened. */
async function assertKeysOpen(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ org_id: string; master_id: string; wrapped: Buffer }>(
    "select org_id, master_id, wrapped from organization_keys",
  );
  for (const row of rows) unwrapDataKey({ orgId: row.org_id, masterId: row.master_id, wrapped: row.wrapped });
}
