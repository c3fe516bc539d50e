import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { withClient } from "@/db/setup/create-database";
import { backups } from "@/testkit/database/backups";
import { stage } from "@/testkit/scenes/stage";
import journal from "../migrations/meta/_journal.json";
import { migrationHead } from "../setup/boot-checks";
import { migrateEmptyTo, positionUpTo } from "../setup/migrate-to";
import { guardsOf } from "./guards";
import { NewFile } from "./new-file";
import { leftOut, productTables } from "./tables";

const on = stage();
const { folder, pathOf, emptyDatabase, back, restoreInto, contents } = backups();
const oddText = "tab\t line\n back\\slash \\. \\N Zoë 😀";

beforeAll(async () => {
  await on.arrange("insert into users (id, email) values ($1, 'ic@acme.example')", [on.scene.people.ic]);
  await on.arrange(
    "insert into sessions (session_token, user_id, expires) values ('canary-of-a-session', $1, now() + interval '1 day')",
    [on.scene.people.ic],
  );
  await on.arrange("update users set name = $1", [oddText]);
  await back("whole.backup", on.database);
});

describe("a backup", () => {
  test("comes back with the same rows and the guards of a fresh migration", async () => {
    const empty = await emptyDatabase();
    const { tables, rows } = await restoreInto(empty, "whole.backup");
    expect([tables, rows > 100]).toEqual([expect.any(Number), true]);
    const restored = await withClient(empty.adminUrl, async (client) => ({
      guards: await guardsOf(client),
      names: (await productTables(client)).map(({ name }) => name),
      texts: (await client.query("select distinct name from users")).rows,
    }));
    expect(restored.guards).toEqual(await guardsOf(on.database.admin));
    expect(restored.guards.length).toBeGreaterThan(500);
    expect(restored.texts).toEqual([{ name: oddText }]);
    await back("again.backup", empty);
    const before = await contents("whole.backup");
    const after = await contents("again.backup");
    expect(after.tables).toEqual(before.tables);
    expect(before.tables.map(({ table }) => table).sort()).toEqual(
      restored.names.filter((name) => !leftOut.includes(name)).sort(),
    );
  });

  test("is a file for its owner, has no key and no session in it, and is written down with its size", async () => {
    const { mode, size } = statSync(pathOf("whole.backup"));
    expect((mode & 0o777).toString(8)).toBe("600");
    const text = gunzipSync(readFileSync(pathOf("whole.backup"))).toString("latin1");
    expect(text).toContain("ic@acme.example");
    expect(text).not.toContain("canary-of-a-session");
    expect(text).not.toContain(process.env.TWOFOLD_MASTER_KEY);
    const { rows } = await on.arrange(
      "select backup_bytes::int as bytes, backed_up_at between now() - interval '1 hour' and now() as recent from installation",
    );
    expect(rows).toEqual([{ bytes: size, recent: true }]);
  });

  test("says how far the ledger of erasures went", async () => {
    expect((await contents("whole.backup")).header.ledger).toEqual({ position: 0, hash: "" });
    await on.arrange(
      "insert into erasures (org_id, person_id, position, hash, filed) values ($1, $2, 1, 'first', true), ($1, $3, 2, 'second', true), ($1, $4, 3, 'by SQL', false)",
      [on.scene.org, on.scene.people.ic, on.scene.people.vp, on.scene.people.manager],
    );
    await back("erased.backup", on.database);
    expect((await contents("erased.backup")).header.ledger).toEqual({ position: 2, hash: "second" });
    await on.arrange("delete from erasures");
  });

  test("is of one moment, whatever is committed while it is taken", async () => {
    const writer = new pg.Client({ connectionString: on.database.adminUrl });
    await writer.connect();
    await writer.query("begin; lock table organizations in access exclusive mode");
    const taking = back("moment.backup", on.database);
    const waits = "select from pg_locks where not granted and relation = 'organizations'::regclass";
    while ((await on.database.admin.query(waits)).rowCount === 0) await sleep(10);
    await writer.query(
      "insert into audit_log (org_id, id, action, area) values ($1, gen_random_uuid(), 'session.opened', 'access')",
      [on.scene.org],
    );
    await writer.query("commit");
    await writer.end();
    await taking;
    const [moment, whole] = [await contents("moment.backup"), await contents("whole.backup")];
    expect(moment.texts.get("audit_log")).toBe(whole.texts.get("audit_log"));
    await on.arrange("delete from audit_log where action = 'session.opened' and actor_id is null");
  });

  test("is the same by the migrating role, whom the policies bind again afterwards", async () => {
    const before = await guardsOf(on.database.admin);
    const { rows } = await back("owner.backup", on.database, on.database.urls.migrate);
    expect(rows).toBe((await back("admin.backup", on.database)).rows);
    expect(await guardsOf(on.database.admin)).toEqual(before);
    await withClient(on.database.urls.migrate, async (owner) => {
      expect((await owner.query("select from people")).rowCount).toBe(0);
    });
  });

  test("is refused to a role that policies would hide rows from", async () => {
    await expect(back("app.backup", on.database, on.database.urls.app)).rejects.toThrow(/permission denied/);
    expect(readdirSync(folder).filter((name) => /app|part/.test(name))).toEqual([]);
  });

  test.each([
    ["before the newest migration", migrationHead - 1],
    // Its next one makes the policies of its tables bind the owner.
    ["between two migrations that belong together", migrationNamed("audit_chain")],
  ])("of an older version, %s, is brought to the newest migration", { timeout: 120_000 }, async (_, at) => {
    const old = await emptyDatabase();
    await withClient(old.urls.migrate, async (owner) => {
      await owner.query("begin");
      await migrateEmptyTo(owner, positionUpTo(at).at);
      await owner.query("insert into installation (kind) values ('test')");
      await owner.query("commit");
    });
    const name = `${at}.backup`;
    await back(name, old);
    const empty = await emptyDatabase();
    const { header } = await restoreInto(empty, name);
    expect(header.migration.at).toBeLessThan(migrationHead);
    expect(await withClient(empty.adminUrl, guardsOf)).toEqual(await guardsOf(on.database.admin));
  });
});

/** When a migration was made, which is what orders them. */
function migrationNamed(name: string): number {
  return journal.entries.find(({ tag }) => tag.endsWith(`_${name}`))!.when;
}

describe("nothing is written over", () => {
  test("a file that is there stays", async () => {
    writeFileSync(pathOf("mine"), "mine");
    expect(() => new NewFile(pathOf("mine"))).toThrow(/is there already/);
    const late = new NewFile(pathOf("late"));
    writeFileSync(late.draft, "backup");
    writeFileSync(pathOf("late"), "somebody else's");
    expect(() => late.keep()).toThrow(/is there already/);
    expect(readFileSync(pathOf("late"), "utf8")).toBe("somebody else's");
    expect(() => new NewFile(pathOf("no/such/folder"))).toThrow(/There is no folder/);
  });

  test("a database that is not empty stays", async () => {
    const before = await on.arrange("select count(*) from people");
    await expect(restoreInto(on.database, "whole.backup")).rejects.toThrow(/is not empty: .*public\./);
    expect((await on.arrange("select count(*) from people")).rows).toEqual(before.rows);
  });
});
