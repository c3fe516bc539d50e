import { parseArgs } from "node:util";
import { withClient } from "@/db/setup/create-database";
import { migrate } from "@/db/setup/migrate";
import { migrationPosition } from "@/db/setup/migrate-to";
import { backUp, newFile, sourceOf } from "./backup";
import { embeddedDatabase, serverUrls } from "./database";
import { withLifecycle } from "./lifecycle";

/**
 * `npm run db:migrate`: brings the database to the newest migration, as `npm start` does with its own. With
 * `--backup FILE` a backup comes first, and nothing is migrated when it fails.
 */
export function dbMigrate(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { backup: { type: "string" } } });
  return withLifecycle(async (lifecycle) => {
    const target = values.backup === undefined ? undefined : newFile(lifecycle, values.backup);
    const server = await serverUrls(["migrate", "worker"]);
    const database = server ?? (await embeddedDatabase(lifecycle)).reach;
    const urls = "directory" in database ? database.urls : database;
    if (target) {
      if (await withClient(urls.migrate, migrationPosition)) await backUp(target, await sourceOf(database));
      else console.error("The database has no tables yet: there is nothing to back up.");
    }
    await migrate(urls);
    console.log("The database is at the newest migration.");
  });
}
