import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, inject } from "vitest";
import type { BackupHeader } from "@/db/backup/header";
import { backupText, type ReadBackup, readBackup } from "@/db/backup/layout";
import { NewFile } from "@/db/backup/new-file";
import { restoreBackup } from "@/db/backup/restore";
import { takeBackup } from "@/db/backup/take";
import { createDatabase, withClient } from "@/db/setup/create-database";
import { type DatabaseUrls, roleUrls } from "@/db/setup/roles";

/** A database with the product's roles and no tables, as `npm run db:setup` makes it. */
export type EmptyDatabase = { urls: DatabaseUrls; adminUrl: string };

/** What a changed backup differs in; its checksums fit. */
type Change = { header?: Partial<BackupHeader>; rows?: (table: string, text: string) => string };

const quiet = () => undefined;

/** A folder of backups and databases to restore them into, both gone after the last test of the file that calls this. */
export function backups() {
  const folder = mkdtempSync(path.join(tmpdir(), "twofold-backup-"));
  const made: string[] = [];
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await withClient(inject("testServer").adminUrl, async (client) => {
      for (const name of made) await client.query(`drop database ${name} with (force)`);
    });
  });
  const pathOf = (name: string) => path.join(folder, name);

  async function emptyDatabase(): Promise<EmptyDatabase> {
    const { adminUrl, passwords } = inject("testServer");
    const urlOf = (name: string) => Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
    const name = `test_${randomUUID().replaceAll("-", "")}`;
    await createDatabase(urlOf, name, { passwords });
    made.push(name);
    return { urls: roleUrls(adminUrl, name, passwords), adminUrl: urlOf(name) };
  }

  const back = (name: string, { adminUrl, urls }: EmptyDatabase, reader = adminUrl) =>
    takeBackup({ reader, owner: urls.migrate, target: new NewFile(pathOf(name)), onProgress: quiet });

  const restoreInto = ({ urls }: EmptyDatabase, name: string, beforeCommit?: () => void) =>
    restoreBackup({ file: pathOf(name), urls, onProgress: quiet, beforeCommit });

  /** What a backup says of its tables, and the text of each. */
  async function contents(name: string): Promise<ReadBackup & { texts: Map<string, string> }> {
    const texts = new Map<string, string>();
    const read = await readBackup(pathOf(name), async ({ table }, blocks) => {
      const pieces: Buffer[] = [];
      for await (const block of blocks) pieces.push(block);
      texts.set(table, Buffer.concat(pieces).toString());
    });
    return { ...read, texts };
  }

  /** Writes a backup that differs from another one as `change` says. */
  async function rewritten(from: string, to: string, change: Change): Promise<void> {
    const { header, tables, texts } = await contents(from);
    const toWrite = tables.map(({ table, columns, rows }) => ({
      table,
      columns,
      async *rows() {
        const text = texts.get(table)!;
        yield Buffer.from(change.rows?.(table, text) ?? text);
        return rows;
      },
    }));
    const pieces: Buffer[] = [];
    for await (const piece of backupText({ ...header, ...change.header }, toWrite)) pieces.push(piece);
    writeFileSync(pathOf(to), gzipSync(Buffer.concat(pieces)));
  }

  return { folder, pathOf, emptyDatabase, back, restoreInto, contents, rewritten };
}
