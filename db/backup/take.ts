import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import type pg from "pg";
import copy from "pg-copy-streams";
import { forceRowSecurity } from "../setup/as-owner";
import { serverVersion } from "../setup/boot-checks";
import { withClient } from "../setup/create-database";
import type { InstallationKind } from "../setup/installation";
import { migrationLock } from "../setup/migrate";
import { migrationPosition } from "../setup/migrate-to";
import { type BackupHeader, BackupRefused, layout } from "./header";
import { backupText, type TableToWrite } from "./layout";
import type { NewFile } from "./new-file";
import { productRoleFacts } from "./roles";
import { copyOut, copySettings, leftOut, type ProductTable, productTables } from "./tables";

/** Is told how many bytes of a table were read, written or compared. */
export type Progress = (what: string, bytes: number) => void;

export type BackupReport = { bytes: number; tables: number; rows: number; masterKeys: readonly string[] };

type Wanted = {
  /**
   * Reads everything. An administrator whom no policy binds reads beside the running product; the migrating role locks
   * every table until the backup is done.
   */
  reader: string;
  /** The migrating role, which writes down that there is a backup. */
  owner: string;
  target: NewFile;
  onProgress: Progress;
};

/**
 * Writes everything that the product stores into a new file, as it was at one moment. Throws `BackupRefused`, and what
 * the database or the disk refuses; no file is left then.
 */
export async function takeBackup({ reader, owner, target, onProgress }: Wanted): Promise<BackupReport> {
  try {
    const read = await withClient(reader, (client) => readAll(client, target, onProgress));
    const bytes = target.keep();
    await withClient(owner, (client) => recordBackup(client, bytes));
    return { bytes, ...read };
  } finally {
    target.discard();
  }
}

async function readAll(client: pg.Client, target: NewFile, onProgress: Progress) {
  await client.query(copySettings);
  // No migration may change a table between two reads. The lock comes before the moment that the reads see.
  await client.query("select pg_advisory_lock_shared($1)", [migrationLock]);
  const position = await migrationPosition(client);
  if (!position)
    throw new BackupRefused("This database has no tables of Twofold: there is nothing to back up.");
  await client.query("begin isolation level repeatable read");
  await passPolicies(client);
  const header = await headerOf(client, position);
  const tables = (await productTables(client)).filter(({ name }) => !leftOut.includes(name));
  let rows = 0;
  const toWrite = tables.map((table) =>
    writing(client, table, (bytes, count) => {
      rows += count ?? 0;
      onProgress(`reading ${table.name}`, bytes);
    }),
  );
  await pipeline(
    Readable.from(backupText(header, toWrite)),
    createGzip({ level: constants.Z_BEST_SPEED }),
    createWriteStream(target.draft, { flags: "wx", mode: 0o600 }),
  );
  // Nothing was written: whatever was lifted is as before.
  await client.query("rollback");
  return { rows, tables: tables.length, masterKeys: header.masterKeys };
}

/**
 * Lets the session read every row: an administrator does without more, the owner only while the policies do not bind
 * the owner, which nobody else sees because the transaction is never committed. A row that would still be hidden is an
 * error, not a gap in the backup.
 */
export async function passPolicies(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ passes: boolean }>(
    "select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user",
  );
  await client.query("set local row_security = off");
  if (rows[0]!.passes) return;
  await client.query("set local lock_timeout = '30s'");
  await client.query(forceRowSecurity("no force"));
}

async function headerOf(client: pg.Client, migration: BackupHeader["migration"]): Promise<BackupHeader> {
  const { rows } = await client.query<{ version: number; kind: InstallationKind; keys: string[] }>(
    `select current_setting('server_version_num')::int as version, (select kind from installation) as kind,
       array(select distinct master_id from organization_keys order by 1) as keys`,
  );
  const { version, kind, keys } = rows[0]!;
  return {
    layout,
    takenAt: new Date().toISOString(),
    postgres: serverVersion(version),
    kind,
    migration,
    masterKeys: keys,
    ledger: await ledgerPosition(client),
    roles: await productRoleFacts(client),
    leftOut,
  };
}

/** How far the file went. Of a database that is about to be migrated the table, or its column, may not be there yet. */
async function ledgerPosition(client: pg.Client): Promise<BackupHeader["ledger"]> {
  const { rows: there } = await client.query("select where to_regclass('public.erasures') is not null");
  if (there.length === 0) return { position: 0, hash: "" };
  const { rows } = await client.query<BackupHeader["ledger"]>(
    "select position::int, hash from erasures e where coalesce((to_jsonb(e) ->> 'filed')::boolean, true) order by position desc limit 1",
  );
  return rows[0] ?? { position: 0, hash: "" };
}

function writing(
  client: pg.Client,
  table: ProductTable,
  onRows: (bytes: number, count?: number) => void,
): TableToWrite {
  return {
    table: table.name,
    columns: table.columns,
    async *rows() {
      const source = client.query(copy.to(copyOut(table)));
      let bytes = 0;
      for await (const chunk of source) {
        bytes += chunk.length;
        onRows(bytes);
        yield chunk;
      }
      onRows(bytes, source.rowCount);
      return source.rowCount;
    },
  };
}

/** Writes down when and how large the last backup is, for the reviewer's page: never where. */
async function recordBackup(owner: pg.Client, bytes: number): Promise<void> {
  const { rows } = await owner.query(
    "select from information_schema.columns where table_schema = 'public' and (table_name, column_name) = ('installation', 'backed_up_at')",
  );
  // A database that is about to be migrated may not have the columns yet.
  if (rows.length > 0)
    await owner.query("update installation set backed_up_at = now(), backup_bytes = $1", [bytes]);
}
