import type { Cluster } from "@/db/embedded/cluster";
import { migrate } from "@/db/setup/migrate";
import { ensureBuild } from "./build";
import { openDatabase } from "./embedded";
import { type Lifecycle, withLifecycle } from "./lifecycle";
import { step } from "./progress";
import { serve } from "./serve";
import { chooseAddress, databaseSettings, secretSettings } from "./settings";

type Database = { settings: Record<string, string>; cluster?: Cluster };

/** With DATABASE_URL that database, migrated if the migrating role's URL is there too; else the embedded one. */
async function prepareDatabase(lifecycle: Lifecycle, mayMigrate: boolean): Promise<Database> {
  const { DATABASE_URL, DATABASE_URL_MIGRATE, DATABASE_URL_WORKER } = process.env;
  if (DATABASE_URL) {
    if (mayMigrate && DATABASE_URL_MIGRATE && DATABASE_URL_WORKER) {
      const urls = { migrate: DATABASE_URL_MIGRATE, worker: DATABASE_URL_WORKER };
      await step("Migrating the database", () => migrate(urls));
    }
    return { settings: {} };
  }
  const cluster = await openDatabase(lifecycle, process.env.TWOFOLD_DATA_DIR ?? ".twofold/data");
  if (mayMigrate) await step("Migrating the database", () => migrate(cluster.urls));
  return { settings: { ...databaseSettings(cluster.urls), ...secretSettings(cluster.secrets) }, cluster };
}

/** `npm start`: the production server, over the embedded database or DATABASE_URL; `--no-migrate` leaves it as it is. */
export function start(args: readonly string[]): Promise<void> {
  return withLifecycle(async (lifecycle) => {
    const { settings, cluster } = await prepareDatabase(lifecycle, !args.includes("--no-migrate"));
    // The port may have been held by the web server of a killed launcher until the database was opened.
    const address = await chooseAddress(process.env.HOST);
    await ensureBuild((pid) => cluster?.record(pid));
    settings.TWOFOLD_MODE = "production";
    await serve(lifecycle, { command: "start", address, settings, cluster }, () =>
      console.log(`\nTwofold is at ${process.env.AUTH_URL ?? address.url}`),
    );
  });
}
