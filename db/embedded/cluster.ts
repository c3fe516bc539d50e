import { rmSync } from "node:fs";
import path from "node:path";
import { createDatabase } from "../setup/create-database";
import { type DatabaseUrls, roleUrls } from "../setup/roles";
import { databaseAccount } from "./account";
import { findBinaries } from "./binaries";
import { reachableFolder } from "./directory";
import { type Hold, holdServer, InUse } from "./lock";
import { clearRunning, endLeftBehind, readRunning, writeRunning } from "./running";
import { type Secrets, secretsOf } from "./secrets";
import { adminRole, initialise, stopServer } from "./server";
import { newThrowaway, sweepThrowaways } from "./throwaway";

const databaseName = "twofold";

export type Cluster = {
  /** Where the data really is; differs from the directory asked for when the database account cannot enter that. */
  directory: string;
  secrets: Secrets;
  urls: DatabaseUrls;
  /** The administrator's URL, of Twofold's database unless another is named. */
  adminUrl(database?: string): string;
  /** Drops the database and creates it anew, empty. */
  recreateDatabase(): Promise<void>;
  /** Notes the launcher's child, a process group that the next launcher ends should this one be killed. */
  record(child: number, url?: string): void;
  /** Stops the server; a throwaway cluster is deleted. */
  stop(): Promise<void>;
};

export type OpenOptions = {
  /** Data directory; a temporary one, deleted by `stop`, when absent. */
  directory?: string;
  onNotice?: (line: string) => void;
  /** Called when the server died and could not be brought back. */
  onLost?: (error: Error) => void;
};

/**
 * Opens the embedded PostgreSQL of a directory: creates, starts, adopts or recovers it, and holds it alone.
 * The database exists afterwards with its roles, without migrations. Throws with a clear message when another
 * process holds the directory.
 */
export async function openCluster({ directory, onNotice, onLost }: OpenOptions = {}): Promise<Cluster> {
  const account = databaseAccount();
  const binaries = findBinaries(account);
  if (!directory) await sweepThrowaways(account, binaries);
  const wanted = path.resolve(directory ?? newThrowaway());
  const home = reachableFolder(account, wanted);
  if (home !== wanted) {
    onNotice?.(`The data is in ${home}, because the account that runs the database cannot enter ${wanted}.`);
  }
  const installation = { data: path.join(home, "postgres"), account, binaries };
  const secrets = secretsOf(home);
  await initialise(installation, secrets.adminPassword);

  const adminAt = (port: number, database: string) =>
    `postgres://${adminRole}:${secrets.adminPassword}@127.0.0.1:${port}/${database}`;
  const take = (port?: number) => holdServer(installation, (at) => adminAt(at, "postgres"), port);
  let hold = await take().catch((error) => {
    throw error instanceof InUse ? new Error(inUseMessage(wanted, home)) : error;
  });
  if (hold.adopted) onNotice?.("Adopted the database of a launcher that was killed.");
  await endLeftBehind(home);
  writeRunning(home);

  const { port } = hold;
  const adminUrl = (database = databaseName) => adminAt(port, database);
  let stopping = false;
  const watch = (held: Hold) =>
    held.client.once("end", async () => {
      if (stopping) return;
      onNotice?.("The database stopped unexpectedly; starting it again.");
      try {
        hold = await take(port);
        watch(hold);
        onNotice?.("The database is back.");
      } catch (error) {
        onLost?.(error as Error);
      }
    });

  await createDatabase(adminUrl, databaseName, secrets.rolePasswords);
  watch(hold);
  return {
    directory: home,
    secrets,
    urls: roleUrls(adminUrl(), databaseName, secrets.rolePasswords),
    adminUrl,
    async recreateDatabase() {
      await hold.client.query(`drop database if exists ${databaseName} with (force)`);
      await createDatabase(adminUrl, databaseName, secrets.rolePasswords);
    },
    record: (child, url) => writeRunning(home, child, url),
    async stop() {
      stopping = true;
      await stopServer(installation);
      clearRunning(home);
      if (!directory) for (const folder of [home, wanted]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function inUseMessage(directory: string, home: string): string {
  const running = readRunning(home);
  const who = running ? ` (process ${running.launcher.pid}${running.url ? `, ${running.url}` : ""})` : "";
  return `Twofold already runs on ${directory}${who}. Stop it first, or choose another directory with TWOFOLD_DATA_DIR.`;
}
