import { existsSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { NewFile } from "@/db/backup/new-file";
import { takeBackup } from "@/db/backup/take";
import { openCluster } from "@/db/embedded/cluster";
import journal from "@/db/migrations/meta/_journal.json";
import { migrate } from "@/db/setup/migrate";
import { createOrganization } from "../factories/organization";
import { paintScene } from "../scenes/policies";
import { folder, masterKey } from "./releases";

/**
 * `npm run release:dump`: writes a small backup of a database at the newest migration, with rows of nearly every kind, into
 * `testkit/releases`. Made once for each release; from then on a test brings it to the newest migration.
 */
export async function releaseDump(args: readonly string[]): Promise<void> {
  if (args.length > 0) throw new Error("This command takes no arguments.");
  const file = path.join(folder, `${journal.entries.at(-1)!.tag}.backup`);
  if (existsSync(file)) throw new Error(`${file} is there already.`);
  process.env.TWOFOLD_MASTER_KEY = masterKey;
  const cluster = await openCluster();
  try {
    await migrate(cluster.urls, "test");
    const client = new pg.Client({ connectionString: cluster.adminUrl() });
    await client.connect();
    try {
      await paintScene(client);
      await createOrganization(client, { people: { Ada: { admin: true } } });
    } finally {
      await client.end();
    }
    const target = new NewFile(file);
    const { tables, rows, bytes } = await takeBackup({
      reader: cluster.adminUrl(),
      owner: cluster.urls.migrate,
      target,
      onProgress: () => undefined,
    });
    console.log(`${file}: ${rows} rows of ${tables} tables, ${bytes} bytes.`);
  } finally {
    await cluster.stop();
  }
}
