import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { databaseAccount } from "@/db/embedded/account";
import { findBinaries } from "@/db/embedded/binaries";
import { reachableFolder } from "@/db/embedded/directory";
import { adminRole, freePort, initialise, startServer, stopServer } from "@/db/embedded/server";

/** A PostgreSQL server of the reader's: an administrator and no role or database of the product. */
export type BareServer = { port: number; url(database: string): string; stop(): Promise<void> };

export async function startBareServer(password: string): Promise<BareServer> {
  const account = databaseAccount();
  const wanted = mkdtempSync(path.join(tmpdir(), "twofold-bare-"));
  const home = reachableFolder(account, path.join(wanted, "server"));
  mkdirSync(home, { recursive: true });
  const installation = { data: path.join(home, "postgres"), account, binaries: findBinaries(account) };
  await initialise(installation, password);
  const port = await freePort();
  await startServer(installation, port);
  return {
    port,
    url: (database) => `postgres://${adminRole}:${password}@127.0.0.1:${port}/${database}`,
    async stop() {
      await stopServer(installation);
      for (const folder of [home, wanted]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
