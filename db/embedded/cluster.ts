import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createDatabase } from "../setup/create-database";
import { type DatabaseUrls, roleUrls } from "../setup/roles";
import { databaseAccount } from "./account";
import { findBinaries } from "./binaries";
import { reachableFolder } from "./directory";
import { InUse, inPlainWords } from "./fault";
import { type Hold, holdServer, type Wanted } from "./lock";
import { isRunning } from "./process";
import { clearRunning, endLeftBehind, readRunning, writeRunning } from "./running";
import { type Secrets, secretsOf } from "./secrets";
import { adminRole, hasDatabase, type Installation, initialise, runningPort, stopServer } from "./server";
import { newThrowaway, sweepThrowaways } from "./throwaway";

const databaseName = "twofold";

/** How a database is reached: its URLs hold the passwords that are kept in its directory. */
export type Reach = {
  /** Where the data really is; differs from the directory asked for when the database account cannot enter that. */
  directory: string;
  secrets: Secrets;
  urls: DatabaseUrls;
  /** The administrator's URL, of Twofold's database unless another is named. */
  adminUrl(database?: string): string;
};

export type Cluster = Reach & {
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

/** Where a cluster's files are, and what runs them. */
type DataFolder = { wanted: string; home: string; installation: Installation };

/**
 * Opens the embedded PostgreSQL of a directory: creates, starts, adopts or recovers it, and holds it alone.
 * The database exists afterwards with its roles, without migrations. Throws `InUse` when another launcher holds the
 * directory, `DamagedData` when its files cannot be opened, and otherwise with words that say what is wrong; after a
 * failure nothing of it runs.
 */
export async function openCluster({ directory, onNotice, onLost }: OpenOptions = {}): Promise<Cluster> {
  const folder = await dataFolderOf(directory, onNotice);
  const { home, installation } = folder;
  try {
    const secrets = secretsOf(home, hasDatabase(installation));
    if (!hasDatabase(installation)) await initialise(installation, secrets.adminPassword);
    const server = await HeldServer.open(folder, secrets, { onNotice, onLost });
    try {
      await endLeftBehind(home);
      writeRunning(home);
      await createDatabase(server.reach.adminUrl, databaseName, { passwords: secrets.rolePasswords });
    } catch (error) {
      // The first error is the one to report, also when the stop fails as well.
      await server.stop().catch(() => undefined);
      throw error;
    }
    return {
      ...server.reach,
      recreateDatabase: () => server.recreateDatabase(),
      record: (child, url) => writeRunning(home, child, url),
      async stop() {
        await server.stop();
        if (!directory) deleteFolder(folder);
      },
    };
  } catch (error) {
    if (!directory) deleteFolder(folder);
    throw error instanceof InUse ? new InUse(inUseMessage(folder)) : inPlainWords(error, home);
  }
}

/** How to reach the database of a directory while another launcher runs it; undefined when none does. */
export function joinCluster(directory: string): (Reach & { appUrl?: string }) | undefined {
  const account = databaseAccount();
  const home = reachableFolder(account, path.resolve(directory));
  const running = readRunning(home);
  if (!running || !isRunning(running.launcher)) return undefined;
  const installation = { data: path.join(home, "postgres"), account, binaries: findBinaries(account) };
  const port = hasDatabase(installation) ? runningPort(installation) : undefined;
  return port ? { ...reachOf(home, secretsOf(home, true), port), appUrl: running.url } : undefined;
}

async function dataFolderOf(
  directory: string | undefined,
  onNotice: OpenOptions["onNotice"],
): Promise<DataFolder> {
  const account = databaseAccount();
  const binaries = findBinaries(account);
  if (!directory) await sweepThrowaways(account, binaries);
  const wanted = path.resolve(directory ?? newThrowaway());
  try {
    const home = reachableFolder(account, wanted);
    keepOutOfGit(home);
    // Before anything can be left behind: only directories with this file are swept.
    if (!directory) writeRunning(home);
    if (home !== wanted) {
      onNotice?.(
        `The data is in ${home}, because the account that runs the database cannot enter ${wanted}.`,
      );
    }
    return { wanted, home, installation: { data: path.join(home, "postgres"), account, binaries } };
  } catch (error) {
    throw inPlainWords(error, wanted);
  }
}

/**
 * The directory may be in a working copy of some repository, which must never take in its secrets. One that holds
 * anything but a cluster's own files is left as it is.
 */
function keepOutOfGit(home: string): void {
  const isOurs = readdirSync(home).length === 0 || existsSync(path.join(home, "postgres"));
  const file = path.join(home, ".gitignore");
  if (isOurs && !existsSync(file)) writeFileSync(file, "*\n");
}

function deleteFolder({ home, wanted }: DataFolder): void {
  for (const folder of [home, wanted]) rmSync(folder, { recursive: true, force: true });
}

function reachOf(directory: string, secrets: Secrets, port: number): Reach {
  const adminUrl = (database = databaseName) =>
    `postgres://${adminRole}:${secrets.adminPassword}@127.0.0.1:${port}/${database}`;
  return {
    directory,
    secrets,
    urls: roleUrls(adminUrl(), databaseName, secrets.rolePasswords),
    adminUrl,
  };
}

/** The server while this launcher holds it: started again on its port when it dies. */
class HeldServer {
  readonly reach: Reach;
  private stopping = false;

  private constructor(
    private readonly wanted: Wanted,
    private hold: Hold,
    private readonly options: OpenOptions & { secrets: Secrets },
  ) {
    const { secrets } = options;
    this.reach = reachOf(wanted.home, secrets, hold.port);
    this.watch();
  }

  static async open({ home, installation }: DataFolder, secrets: Secrets, options: OpenOptions) {
    const adminUrl = (port: number) => reachOf(home, secrets, port).adminUrl("postgres");
    const wanted = { installation, home, adminUrl };
    const hold = await holdServer(wanted);
    if (hold.adopted) options.onNotice?.("Adopted the database of a launcher that was killed.");
    return new HeldServer({ ...wanted, port: hold.port }, hold, { ...options, secrets });
  }

  private watch(): void {
    this.hold.client.once("end", async () => {
      if (this.stopping) return;
      // Somebody may have ended connections alone; the server then takes new ones, maybe after a recovery.
      const runs = runningPort(this.wanted.installation) !== undefined;
      if (!runs) this.options.onNotice?.("The database stopped unexpectedly; starting it again.");
      try {
        this.hold = await holdServer(this.wanted);
        this.watch();
        const stayed = runs && this.hold.adopted;
        this.options.onNotice?.(
          stayed ? "Connections to the database were ended; it still runs." : "The database is back.",
        );
      } catch (error) {
        this.options.onLost?.(inPlainWords(error, this.wanted.home) as Error);
      }
    });
  }

  async recreateDatabase(): Promise<void> {
    await this.hold.client.query(`drop database if exists ${databaseName} with (force)`);
    await createDatabase(this.reach.adminUrl, databaseName, {
      passwords: this.reach.secrets.rolePasswords,
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await stopServer(this.wanted.installation);
    clearRunning(this.wanted.home);
  }
}

function inUseMessage({ wanted, home }: DataFolder): string {
  const running = readRunning(home);
  const who = running ? ` (process ${running.launcher.pid}${running.url ? `, ${running.url}` : ""})` : "";
  return `Twofold already runs on ${wanted}${who}. Stop it first, or choose another directory with TWOFOLD_DATA_DIR.`;
}
