import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { InUse } from "./fault";
import { isRunning } from "./process";
import { readRunning } from "./running";
import { freePort, type Installation, runningPort, startServer, stopServer } from "./server";

/** The key of the advisory lock that a launcher takes on its server; any constant will do. */
const launcherLock = 2_022_025;
/** How long a server may take to start, and another launcher to end and free the lock. */
const startTimeoutMs = 30_000;
const lockTimeoutMs = 2_000;

/** A connection that holds the server for one launcher; the server itself frees it when the launcher dies. */
export type Hold = { client: pg.Client; port: number; adopted: boolean };

export type Wanted = {
  installation: Installation;
  /** The directory of running.json. */
  home: string;
  adminUrl: (port: number) => string;
  /** A free one when absent. */
  port?: number;
};

/**
 * Brings up the server, or adopts one whose launcher was killed, and takes the launcher's lock on it. Throws `InUse`
 * when another launcher lives, and what went wrong otherwise; no server of this directory runs then, unless another
 * launcher's. Tries again while a killed server still releases its files or replays its log.
 */
export async function holdServer(wanted: Wanted): Promise<Hold> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    try {
      return await tryToHold(wanted);
    } catch (error) {
      if (!isTransient(error) || Date.now() > deadline) {
        await stopOwnServer(wanted, error);
        throw error;
      }
      await sleep(250);
    }
  }
}

async function tryToHold({ installation, adminUrl, port: wantedPort }: Wanted): Promise<Hold> {
  const running = runningPort(installation);
  const port = running ?? wantedPort ?? (await freePort());
  if (!running) await startServer(installation, port);
  return { client: await takeLock(adminUrl(port)), port, adopted: running !== undefined };
}

const transientCodes = ["ECONNREFUSED", "ECONNRESET", "57P01", "57P03"];
const transientMessages =
  /lock file .* already exists|pre-existing shared memory block|Address already in use|Connection terminated/;

/** Whether trying again may help: the server starts, recovers or ends, or the port was just taken. */
function isTransient(error: unknown): boolean {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return transientCodes.includes(code) || transientMessages.test(message);
}

async function stopOwnServer({ installation, home }: Wanted, error: unknown): Promise<void> {
  const launcher = readRunning(home)?.launcher;
  const others = error instanceof InUse || (launcher && launcher.pid !== process.pid && isRunning(launcher));
  // The first error is the one to report, also when the stop fails as well.
  if (!others) await stopServer(installation).catch(() => undefined);
}

async function takeLock(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "twofold launcher",
    keepAlive: true,
  });
  // A connection that breaks also ends, and the end is what the holder listens to.
  client.on("error", () => undefined);
  await client.connect();
  const deadline = Date.now() + lockTimeoutMs;
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [
      launcherLock,
    ]);
    if (rows[0]!.held) return client;
    if (Date.now() > deadline) {
      await client.end();
      throw new InUse("another process holds this data directory");
    }
    await sleep(100);
  }
}
