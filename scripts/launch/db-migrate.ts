import { migrate } from "@/db/setup/migrate";
import { embeddedDatabase, serverUrls } from "./database";
import { withLifecycle } from "./lifecycle";

/** `npm run db:migrate`: brings the database to the newest migration, as `npm start` does with its own. */
export function dbMigrate(): Promise<void> {
  return withLifecycle(async (lifecycle) => {
    await migrate(
      (await serverUrls(["migrate", "worker"])) ?? (await embeddedDatabase(lifecycle)).reach.urls,
    );
    console.log("The database is at the newest migration.");
  });
}
