import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort, type Installation, runningPort, startServer } from "./server";

/** Any constant will do; every launcher asks the server for the same one. */
const launcherLock = 2_022_025;
const patience = 30_000;
const othersPatience = 2_000;

export class InUse extends Error {}

/** A connection that holds the server for one launcher; the server itself frees it when the launcher dies. */
export type Hold = { client: pg.Client; port: number; adopted: boolean };

/**
 * Brings up the server, or adopts one whose launcher was killed, and takes hold of it.
 * Throws `InUse` when another launcher lives; retries while a killed server still lets go of its files.
 */
export async function holdServer(
  installation: Installation,
  adminUrl: (port: number) => string,
  preferredPort?: number,
): Promise<Hold> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      const running = runningPort(installation);
      const port = running ?? preferredPort ?? (await freePort());
      if (!running) await startServer(installation, port);
      return { client: await takeLock(adminUrl(port)), port, adopted: running !== undefined };
    } catch (error) {
      if (error instanceof InUse || Date.now() > deadline) throw error;
      await sleep(250);
    }
  }
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
  const deadline = Date.now() + othersPatience;
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
