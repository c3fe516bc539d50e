import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { migrate } from "@/db/setup/migrate";
import { chooseAddress } from "./address";
import { ensureBuild } from "./build";
import { commandLine } from "./command-line";
import { openDatabase } from "./database";
import { databaseSettings, ledgerSetting, secretSettings } from "./environment";
import { withLifecycle } from "./lifecycle";
import { step } from "./progress";
import { serve } from "./serve";

/** Where the browser tests find the database they arrange their organizations in. */
const urlsFile = ".twofold/e2e.json";

/** The app over an empty throwaway database of kind `test`, for the browser tests. */
export function e2eServer(args: readonly string[]): Promise<void> {
  commandLine(args, { usage: "node scripts/run.mjs e2e-server" });
  return withLifecycle(async (lifecycle) => {
    const address = await chooseAddress();
    const cluster = await openDatabase(lifecycle, undefined);
    await step("Migrating the database", () => migrate(cluster.urls, "test"));
    await ensureBuild((pid) => cluster.record(pid));
    const settings = {
      ...databaseSettings(cluster.urls),
      ...ledgerSetting(cluster.directory),
      ...secretSettings(cluster.secrets),
      AUTH_URL: address.url,
      TWOFOLD_MODE: "test",
    };
    mkdirSync(path.dirname(urlsFile), { recursive: true });
    writeFileSync(urlsFile, JSON.stringify({ ...settings, DATABASE_URL_ADMIN: cluster.adminUrl() }), {
      mode: 0o600,
    });
    await serve(lifecycle, { command: "start", address, settings, cluster }, () =>
      console.log(`Test server at ${address.url}`),
    );
  });
}
