import { BackupRefused } from "@/db/backup/header";
import { NewFile } from "@/db/backup/new-file";
import { type Progress, takeBackup } from "@/db/backup/take";
import type { Reach } from "@/db/embedded/cluster";
import { withoutValues } from "@/db/fault";
import type { DatabaseUrls } from "@/db/setup/roles";
import { commandLine, misused } from "./command-line";
import { existingDatabase, serverUrls, tryUrl } from "./database";
import { type Lifecycle, withLifecycle } from "./lifecycle";
import { databaseUrlSetting } from "./settings";

const administratorVariable = "DATABASE_URL_ADMIN";
const usage = "npm run backup -- FILE";

/** What a backup reads, and what to call it. */
type Source = { reader: string; owner: string; where: string };

/** `npm run backup -- FILE`: everything that the product stores, as it is at one moment, without the master key. */
export function backup(args: readonly string[]): Promise<void> {
  const [file] = commandLine(args, { usage, words: 1 }).words;
  if (!file) throw misused("Name the file to write", usage);
  return withLifecycle(async (lifecycle) => {
    const target = newFile(lifecycle, file);
    const database = (await serverUrls(["migrate"])) ?? (await existingDatabase(lifecycle)).reach;
    await backUp(target, await sourceOf(database));
  });
}

/** A file that is removed again when a signal ends the command before the backup is whole. */
export function newFile(lifecycle: Lifecycle, file: string): NewFile {
  const target = new NewFile(file);
  lifecycle.onStop(async () => target.discard());
  return target;
}

/** Takes a backup and says what is in it. */
export async function backUp(target: NewFile, { where, ...source }: Source): Promise<void> {
  const taken = await takeBackup({ ...source, target, onProgress: sayProgress() }).catch((error) => {
    throw inWords(error);
  });
  console.error(
    `Backed up ${where}: ${taken.rows} rows of ${taken.tables} tables, ${megabytes(taken.bytes)} in ${target.file}.`,
  );
  if (taken.masterKeys.length > 0) {
    console.error(
      `Answers in it open only with the master key (${taken.masterKeys.join(", ")}), which is not in it. Keep that key somewhere else.`,
    );
  }
}

/** The embedded database's administrator; on a server DATABASE_URL_ADMIN, or the migrating role. */
export async function sourceOf(database: Pick<DatabaseUrls, "migrate"> | Reach): Promise<Source> {
  if ("directory" in database) {
    return { reader: database.adminUrl(), owner: database.urls.migrate, where: database.directory };
  }
  const { pathname } = new URL(database.migrate);
  const where = `the database ${pathname.slice(1)}`;
  const administrator = databaseUrlSetting(administratorVariable);
  if (!administrator) {
    console.error(
      `The product waits until this backup is done. With ${administratorVariable} set it goes on meanwhile.`,
    );
    return { reader: database.migrate, owner: database.migrate, where };
  }
  const reader = Object.assign(new URL(administrator), { pathname }).href;
  await tryUrl(administratorVariable, reader);
  return { reader, owner: database.migrate, where };
}

function inWords(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (code === "55P03") {
    return new BackupRefused(
      `The product was too busy to be stopped for a backup. Try again, or set ${administratorVariable} so that it need not stop.`,
    );
  }
  if (code === "42501") {
    return new BackupRefused(
      `The role of ${administratorVariable} may not read everything. It must be a superuser, or have BYPASSRLS and pg_read_all_data; without the variable the migrating role takes the backup, while the product waits.`,
    );
  }
  return withoutValues(error);
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** How long work goes on without a word, in ms. */
const quietFor = 2000;

/** Says every other second which table is read, and how much of it. */
export function sayProgress(): Progress {
  let said = performance.now();
  return (what, bytes) => {
    if (performance.now() - said < quietFor) return;
    said = performance.now();
    console.error(`  ${what}, ${megabytes(bytes)} …`);
  };
}
