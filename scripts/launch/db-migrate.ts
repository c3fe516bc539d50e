import { withClient } from "@/db/setup/create-database";
import { migrate } from "@/db/setup/migrate";
import { migrationPosition } from "@/db/setup/migrate-to";
import { backUp, newFile, sourceOf } from "./backup";
import { commandLine } from "./command-line";
import { embeddedDatabase, serverUrls } from "./database";
import { withLifecycle } from "./lifecycle";

/**
 * `npm run db:migrate`: brings the database to the newest migration, as `npm start` does with its own. With
 * `--backup FILE` a backup comes first, and nothing is migrated when it fails.
 */
export function dbMigrate(args: readonly string[]): Promise<void> {
  const { options } = commandLine(args, {
    usage: "npm run db:migrate -- [--backup FILE]",
    options: ["backup"],
  });
  return withLifecycle(async (lifecycle) => {
    const target = options.backup === undefined ? undefined : newFile(lifecycle, options.backup);
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
