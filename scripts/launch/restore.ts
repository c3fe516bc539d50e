import { existsSync } from "node:fs";
import { type BackupHeader, BackupRefused } from "@/db/backup/header";
import { readHeader } from "@/db/backup/layout";
import { restoreBackup } from "@/db/backup/restore";
import { closePools } from "@/db/client";
import { adoptMasterKeys, type Secrets } from "@/db/embedded/secrets";
import { parseMasterKey } from "@/db/encryption/master-key";
import { type DatabaseUrls, loginRoles, urlVariable } from "@/db/setup/roles";
import { defaultLedger } from "@/server/env";
import { readLedger } from "@/server/erasure/ledger";
import { replayErasures } from "@/server/erasure/replay";
import { sayProgress } from "./backup";
import { commandLine, misused } from "./command-line";
import { embeddedDatabase, serverUrls } from "./database";
import { ledgerSetting, secretSettings } from "./environment";
import { type Lifecycle, withLifecycle } from "./lifecycle";

const usage = "npm run restore -- FILE [--without-ledger]";

/**
 * `npm run restore -- FILE`: puts a backup into an empty database, proves that it is whole, and does again what the ledger
 * of erasures says was erased or withdrawn.
 */
export function restore(args: readonly string[]): Promise<void> {
  const { words, switches } = commandLine(args, { usage, switches: ["without-ledger"], words: 1 });
  const [file] = words;
  if (!file) throw misused("Name the backup", usage);
  return withLifecycle(async (lifecycle) => {
    const header = await readHeader(file);
    const { urls, ledger, beforeCommit } = await databaseToFill(lifecycle, header);
    assertLedger(ledger, header, switches.has("without-ledger"));
    const { tables, rows } = await restoreBackup({
      file,
      urls,
      beforeCommit,
      onProgress: sayProgress(),
    });
    console.error(
      `Restored ${rows} rows of ${tables} tables from ${header.takenAt} (PostgreSQL ${header.postgres}). Each table's rows and what guards them were compared, and the database is at the newest migration. Everybody signs in again.`,
    );
    await eraseAgain(urls, ledger);
  });
}

async function eraseAgain({ auth }: Pick<DatabaseUrls, "auth">, ledger: string): Promise<void> {
  process.env[urlVariable("auth")] = auth;
  const lines = await replayErasures(ledger).finally(closePools);
  console.error(
    `Lines of the ledger of erasures ${ledger} that the backup did not have, done again: ${lines}.`,
  );
}

/**
 * A backup from before an erasure or a withdrawal has what was removed. Refuses to restore where the ledger that says who
 * it was is not there, unless it never had a line, and where it is an older copy than the backup or another one.
 */
function assertLedger(ledger: string, { ledger: then }: BackupHeader, isWithout: boolean): void {
  if (!existsSync(ledger) && !(isWithout && then.position === 0)) {
    const way =
      then.position === 0
        ? " If nobody was ever erased and no answers were withdrawn, add --without-ledger."
        : "";
    throw new BackupRefused(
      `There is no ledger of erasures at ${ledger}: people who were erased and answers that were withdrawn after the backup was taken would be back. Name the ledger's newest copy with TWOFOLD_ERASURE_LEDGER, here and for the server.${way} Nothing was changed.`,
    );
  }
  const lines = readLedger(ledger);
  if ((lines[then.position - 1]?.hash ?? "") === then.hash) return;
  throw new BackupRefused(
    `The ledger of erasures ${ledger} is older than the backup, or of another database: it has ${lines.length} lines, and the backup was taken at line ${then.position}. Put its newest copy there. Nothing was changed.`,
  );
}

async function databaseToFill(lifecycle: Lifecycle, header: BackupHeader) {
  const server = await serverUrls(loginRoles);
  if (server) {
    const ledger = process.env.TWOFOLD_ERASURE_LEDGER || defaultLedger;
    return { urls: server, ledger, beforeCommit: undefined };
  }
  const { reach, joined } = await embeddedDatabase(lifecycle);
  if (joined) {
    throw new BackupRefused("A server runs on this directory. Stop it, or choose another TWOFOLD_DATA_DIR.");
  }
  const adopted = masterKeysOf(reach.secrets, header);
  Object.assign(process.env, secretSettings({ ...reach.secrets, ...adopted }));
  return {
    urls: reach.urls,
    ledger: ledgerSetting(reach.directory).TWOFOLD_ERASURE_LEDGER,
    beforeCommit: () => {
      if (adopted) adoptMasterKeys(reach.directory, adopted);
    },
  };
}

/**
 * The master key that an embedded database is given with its rows: that of the environment, where the backup needs
 * another one than the directory was made with. Undefined where the directory's own will do.
 */
function masterKeysOf(
  { masterKey, previousMasterKey }: Secrets,
  { masterKeys: needed }: BackupHeader,
): Pick<Secrets, "masterKey" | "previousMasterKey"> | undefined {
  const own = [masterKey, previousMasterKey].map((key) => key && parseMasterKey(key).id);
  const { TWOFOLD_MASTER_KEY: given, TWOFOLD_MASTER_KEY_PREVIOUS: givenBefore } = process.env;
  if (needed.every((id) => own.includes(id)) || !given) return undefined;
  return { masterKey: given, ...(givenBefore && { previousMasterKey: givenBefore }) };
}
