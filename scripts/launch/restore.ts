import { type BackupHeader, BackupRefused } from "@/db/backup/header";
import { readHeader } from "@/db/backup/layout";
import { restoreBackup } from "@/db/backup/restore";
import { adoptMasterKeys, type Secrets } from "@/db/embedded/secrets";
import { parseMasterKey } from "@/db/encryption/master-key";
import { loginRoles } from "@/db/setup/roles";
import { sayProgress } from "./backup";
import { embeddedDatabase, serverUrls } from "./database";
import { secretSettings } from "./environment";
import { type Lifecycle, withLifecycle } from "./lifecycle";

const usage = "npm run restore -- FILE";

/** `npm run restore -- FILE`: puts a backup into an empty database and proves that it is whole. */
export function restore([file, ...rest]: readonly string[]): Promise<void> {
  if (!file || rest.length > 0) throw new Error(`Name the backup. Use it like this:\n${usage}`);
  return withLifecycle(async (lifecycle) => {
    const { urls, beforeCommit } = await databaseToFill(lifecycle, await readHeader(file));
    const { header, tables, rows } = await restoreBackup({
      file,
      urls,
      beforeCommit,
      onProgress: sayProgress(),
    });
    console.error(
      `Restored ${rows} rows of ${tables} tables from ${header.takenAt} (PostgreSQL ${header.postgres}). Each table's rows and what guards them were compared, and the database is at the newest migration. Everybody signs in again.`,
    );
  });
}

async function databaseToFill(lifecycle: Lifecycle, header: BackupHeader) {
  const server = await serverUrls(loginRoles);
  if (server) return { urls: server, beforeCommit: undefined };
  const { reach, joined } = await embeddedDatabase(lifecycle);
  if (joined) {
    throw new BackupRefused("A server runs on this directory. Stop it, or choose another TWOFOLD_DATA_DIR.");
  }
  const adopted = masterKeysOf(reach.secrets, header);
  Object.assign(process.env, secretSettings({ ...reach.secrets, ...adopted }));
  return {
    urls: reach.urls,
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
