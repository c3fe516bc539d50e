import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { queueSchema } from "../queue";
import { assertBootable, isAtMigrationHead, NotBootable, serverVersion } from "./boot-checks";
import { withClient } from "./create-database";
import { migrate } from "./migrate";

const database = freshDatabase();

const check = (url: string, mayOwn?: string) => withClient(url, (client) => assertBootable(client, mayOwn));
const arrange = (sql: string) => withClient(database.adminUrl, (client) => client.query(sql));

/** A role that may connect and read the migrations; returns its URL. */
async function stranger(name: string, attributes: string) {
  await arrange(
    `create role ${name} login password 'secret' ${attributes}; grant connect on database ${database.name} to ${name}; grant usage on schema drizzle to ${name}`,
  );
  return Object.assign(new URL(database.adminUrl), { username: name, password: "secret" }).href;
}

describe("a database is served only under roles that policies bind", () => {
  test.each(["app", "auth", "publisher"] as const)("%s passes and owns nothing", (role) =>
    expect(check(database.urls[role])).resolves.toBeUndefined(),
  );

  test("worker owns its queue and nothing else", async () => {
    await expect(check(database.urls.worker, queueSchema)).resolves.toBeUndefined();
    await expect(check(database.urls.worker)).rejects.toThrow(/owns graphile_worker/);
  });

  test("an administrator is refused with words that help", async () => {
    await expect(check(database.adminUrl)).rejects.toThrow(NotBootable);
    await expect(check(database.adminUrl)).rejects.toThrow(
      /"twofold_admin" is a superuser.*npm run db:setup/,
    );
  });

  test("the migrating role, which acts as the owner, is refused", () =>
    expect(check(database.urls.migrate)).rejects.toThrow(/"twofold_migrate" is a member of "twofold_owner"/));

  test("a role that bypasses policies is refused, also when it acts as the app", async () => {
    const url = await stranger("bypassing", "bypassrls");
    await arrange("grant twofold_app to bypassing; alter role bypassing set role to twofold_app");
    await expect(check(url)).rejects.toThrow(/"bypassing" may bypass row-level security/);
    await arrange("drop owned by bypassing; drop role bypassing");
  });

  test("a role that may create temporary tables is refused", async () => {
    await arrange(`grant temporary on database ${database.name} to twofold_app`);
    await expect(check(database.urls.app)).rejects.toThrow(/may create temporary tables/);
    await arrange(`revoke temporary on database ${database.name} from twofold_app`);
  });

  test("a table of its own is refused", async () => {
    await arrange("create table belongings (id int); alter table belongings owner to twofold_app");
    await expect(check(database.urls.app)).rejects.toThrow(/"twofold_app" owns public.belongings/);
    await arrange("drop table belongings");
  });
});

test.each([
  [150_017, "15.17"],
  [180_004, "18.4"],
  [160_000, "16.0"],
])("server version %i is called %s", (number, name) => {
  expect(serverVersion(number)).toBe(name);
});

test("an older server is refused with both versions named", async () => {
  const facts = { version: 150_017 };
  const old = { query: async () => ({ rows: [facts] }) } as unknown as Parameters<typeof assertBootable>[0];
  await expect(assertBootable(old)).rejects.toThrow(
    "PostgreSQL 15.18 or newer is needed; the server is 15.17.",
  );
});

describe("a database is served only when its log quotes nothing that people type", () => {
  // A role of its own, because the server's others are in use by other test files.
  let url: string;
  beforeAll(async () => {
    url = await stranger("talking", "");
    await arrange("grant select on drizzle.__drizzle_migrations to talking");
  });
  afterAll(() => arrange("drop owned by talking; drop role talking"));

  /** What a boot says under a setting of the role's sessions. */
  async function under(setting: string, value: string) {
    await arrange(`alter role talking set ${setting} = ${value}`);
    try {
      return await check(url).then(
        () => "served",
        (error: Error) => error.message,
      );
    } finally {
      await arrange(`alter role talking reset ${setting}`);
    }
  }

  test.each([
    ["log_statement", "'mod'"],
    ["log_statement", "'ddl'"],
    ["log_min_messages", "error"],
    ["log_min_messages", "warning"],
    ["log_min_error_statement", "error"],
    ["log_min_error_statement", "log"],
    ["log_min_duration_statement", "0"],
    ["log_min_duration_sample", "5"],
    ["log_transaction_sample_rate", "0.5"],
    ["log_parameter_max_length", "-1"],
    ["log_parameter_max_length_on_error", "10"],
    ["log_error_verbosity", "'default'"],
    ["debug_print_parse", "on"],
  ])("%s = %s is refused by name", async (setting, value) => {
    expect(await under(setting, value)).toMatch(new RegExp(`quote what people type. Set ${setting} = `));
  });

  test("a setting that db:setup did not make is refused, for the role's sessions everywhere or here", async () => {
    expect(await under("timezone", "'Asia/Tokyo'")).toMatch(
      /Sessions of the role "talking" begin with TimeZone=Asia\/Tokyo.*npm run db:setup/,
    );
    await arrange(`alter role talking in database ${database.name} set default_transaction_read_only = on`);
    await expect(check(url)).rejects.toThrow(/begin with default_transaction_read_only=on/);
    await arrange(`alter role talking in database ${database.name} reset all`);
    // Of the app's role, also one of ours that is another value here.
    await arrange(`alter role twofold_app in database ${database.name} set lock_timeout = 0`);
    await expect(check(database.urls.app)).rejects.toThrow(/"twofold_app" begin with lock_timeout=0/);
    await arrange(`alter role twofold_app in database ${database.name} reset all`);
    await expect(check(database.urls.app)).resolves.toBeUndefined();
  });

  test("a module that writes plans down is refused", async () => {
    expect(await under("auto_explain.log_min_duration", "'0'")).toMatch(/auto_explain/);
  });

  test.each([
    ["log_min_messages", "fatal"],
    ["log_min_messages", "panic"],
    ["log_min_error_statement", "fatal"],
  ])("%s = %s writes less and is served", async (setting, value) => {
    expect(await under(setting, value)).toBe("served");
  });

  test("an error about a value leaves no trace of the value in the log", async () => {
    // Not a word that an earlier run left in the same log.
    const canary = `canary-${randomUUID()}`;
    const mistakes = [
      `select '${canary}'::uuid`,
      `select '{"a": ${canary}}'::jsonb`,
      `select 1 / 0 as "${canary}"`,
      `select pg_sleep(0.01), '${canary}'`,
    ];
    for (const role of ["app", "auth", "publisher", "worker", "migrate"] as const) {
      for (const mistake of mistakes) {
        await withClient(database.urls[role], (client) => client.query(mistake)).catch(() => undefined);
      }
    }
    const logged = () =>
      withClient(database.adminUrl, async (client) => {
        const { rows } = await client.query("select pg_read_file('server.log') as text");
        return rows[0].text as string;
      });
    expect(await logged()).not.toContain(canary);
    // With PostgreSQL's default setting the server writes it to the log.
    await arrange("alter role talking set log_min_messages = warning");
    await withClient(url, (client) => client.query(mistakes[0]!)).catch(() => undefined);
    await arrange("alter role talking reset log_min_messages");
    expect(await logged()).toContain(canary);
  });
});

describe("a database is served only when commits last and the schema fits", () => {
  test("synchronous_commit off is refused", () =>
    expect(
      withClient(database.urls.app, async (client) => {
        await client.query("set synchronous_commit = off");
        await assertBootable(client);
      }),
    ).rejects.toThrow(/synchronous_commit = on/));

  test("an older schema is refused", async () => {
    const shift = (by: string) =>
      arrange(
        `update drizzle.__drizzle_migrations set created_at = created_at ${by} where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`,
      );
    await shift("- 1");
    await expect(check(database.urls.app)).rejects.toThrow(/npm run db:migrate/);
    expect(await withClient(database.urls.app, isAtMigrationHead)).toBe(false);
    await shift("+ 1");
  });

  test("a database whose figures or answers are from before the first release is not migrated", async () => {
    const older: [string, string][] = [
      ["alter table published_cells add shrunken float8", "alter table published_cells drop shrunken"],
      [
        "alter table response_parts alter answers type jsonb using '{}'",
        "alter table response_parts alter answers type bytea using ''",
      ],
    ];
    for (const [before, now] of older) {
      await arrange(before);
      await expect(migrate(database.urls, "test")).rejects.toThrow(
        /before the first release .* empty database/,
      );
      await arrange(now);
    }
    await expect(migrate(database.urls, "test")).resolves.toBeUndefined();
  });
});
