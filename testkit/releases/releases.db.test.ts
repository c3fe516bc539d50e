import { copyFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { migrationHead } from "@/db/setup/boot-checks";
import { withClient } from "@/db/setup/create-database";
import { migrate } from "@/db/setup/migrate";
import { migrationPosition } from "@/db/setup/migrate-to";
import { backups } from "../database/backups";
import { dumps, folder, masterKey } from "./releases";

const { pathOf, emptyDatabase, restoreInto, contents } = backups();

test("there is a dump, and this process has its key", () => {
  expect(dumps().length).toBeGreaterThan(0);
  expect(process.env.TWOFOLD_MASTER_KEY).toBe(masterKey);
});

describe.each(dumps())("%s", (dump) => {
  test("comes to the newest migration with every row, and the product may run on it", async () => {
    copyFileSync(path.join(folder, dump), pathOf(dump));
    const before = await contents(dump);
    expect(before.tables.filter(({ rows }) => rows > 0).length).toBeGreaterThan(20);
    const database = await emptyDatabase();
    // Compares each table's rows with the backup's at its own migration, goes on to the newest, and checks each role.
    await restoreInto(database, dump);
    await withClient(database.adminUrl, async (admin) => {
      expect((await migrationPosition(admin))!.at).toBe(migrationHead);
      for (const { table, rows } of before.tables) {
        const found = await admin.query(`select count(*)::int as rows from ${table}`);
        expect([table, found.rows[0].rows]).toEqual([table, expect.any(Number)]);
        // A migration may add rows, and takes none away.
        expect(found.rows[0].rows).toBeGreaterThanOrEqual(rows);
      }
    });
    // Once more changes nothing.
    await migrate(database.urls, "test");

    // A database of a version after this one is left as it is.
    await withClient(database.adminUrl, (admin) =>
      admin.query(
        "insert into drizzle.__drizzle_migrations (hash, created_at) select 'of a newer version', max(created_at) + 1 from drizzle.__drizzle_migrations",
      ),
    );
    await expect(migrate(database.urls, "test")).rejects.toThrow("by a newer version of Twofold");
  });
});
