import { describe, expect, inject, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { enqueue } from "../queue";
import { createDatabase, withClient } from "./create-database";
import { migrate } from "./migrate";
import { loginRoles, rolesSql } from "./roles";
import { quietLog } from "./server-log";

const database = freshDatabase();

const org = "00000000-0000-4000-8000-000000000001";
const subject = "00000000-0000-4000-8000-000000000002";
const adminUrlOf = (name: string) => Object.assign(new URL(database.adminUrl), { pathname: `/${name}` }).href;
const asAdmin = <T extends object>(sql: string) =>
  withClient(database.adminUrl, async (client) => (await client.query<T>(sql)).rows);

describe("roles", () => {
  test("none is more than it must be", async () => {
    const roles = await asAdmin(
      "select rolname from pg_roles where rolname like 'twofold\\_%' and rolname <> 'twofold_admin' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or (rolinherit and rolcanlogin))",
    );
    expect(roles).toEqual([]);
  });

  test("only the migrating role is a member of anything", async () => {
    const members = await asAdmin(
      "select m.member::regrole::text as member, m.roleid::regrole::text as of from pg_auth_members m where m.member::regrole::text like 'twofold%'",
    );
    expect(members).toEqual([{ member: "twofold_migrate", of: "twofold_owner" }]);
  });

  test.each(loginRoles)("%s creates no table in public and no schema, unless it migrates", async (role) => {
    const attempt = withClient(database.urls[role], (client) =>
      client.query("begin; create table public.intruder (id int); create schema intruder; rollback"),
    );
    if (role === "migrate") await expect(attempt).resolves.toBeDefined();
    else await expect(attempt).rejects.toThrow(/permission denied for schema public/);
  });

  test.each(["app", "auth", "publisher", "worker"] as const)("%s creates no schema", (role) =>
    expect(
      withClient(database.urls[role], (client) => client.query("create schema intruder")),
    ).rejects.toThrow(/permission denied for database/),
  );

  test.each(["app", "auth", "publisher", "worker"] as const)(
    "%s neither keeps a lock beyond its transaction nor counts what others or taken back functions wrote",
    async (role) => {
      const outcome = (statement: string) =>
        withClient(database.urls[role], (client) => client.query(statement)).then(
          () => "done",
          ({ code }: { code?: string }) => code,
        );
      for (const call of ["lock(1)", "lock_shared(1)", "lock(1, 1)"])
        for (const way of ["pg_advisory_", "pg_try_advisory_"])
          expect([call, way, await outcome(`select ${way}${call}`)]).toEqual([call, way, "42501"]);
      expect(await outcome("select pg_advisory_xact_lock(1)")).toBe("done");
      const counts = [
        "all_tables",
        "user_tables",
        "all_indexes",
        "user_functions",
        "xact_user_tables",
        "xact_user_functions",
      ];
      for (const view of [
        ...counts.map((name) => `pg_stat_${name}`),
        "pg_statio_user_tables",
        "pg_stat_database",
      ])
        expect([view, await outcome(`select * from ${view}`)]).toEqual([view, "42501"]);
      for (const size of ["pg_relation_size", "pg_table_size", "pg_indexes_size", "pg_total_relation_size"])
        expect([size, await outcome(`select ${size}('cycle_declines')`)]).toEqual([size, "42501"]);
    },
  );

  test("a stranger cannot connect", async () => {
    await asAdmin("create role stranger login password 'secret'");
    const url = new URL(database.adminUrl);
    url.username = "stranger";
    url.password = "secret";
    await expect(withClient(url.href, (client) => client.query("select 1"))).rejects.toThrow(
      /permission denied for database/,
    );
    await asAdmin("drop role stranger");
  });

  test("each has the settings under which the log quotes nothing", async () => {
    const quiet = Object.entries(quietLog).map(([name, value]) => `${name}=${value}`);
    const set = await asAdmin<{ rolname: string; rolconfig: string[] }>(
      "select rolname, rolconfig from pg_roles where rolname like 'twofold\\_%' and rolcanlogin and not rolsuper order by 1",
    );
    expect(set.map(({ rolname }) => rolname)).toEqual(
      [...loginRoles].map((role) => `twofold_${role}`).sort(),
    );
    for (const { rolname, rolconfig } of set) {
      expect([rolname, rolconfig]).toEqual([rolname, expect.arrayContaining(quiet)]);
    }
  });

  test("an idle session of the app loses its locks before one that waits for them gives up", async () => {
    await withClient(database.urls.app, async (client) => {
      const seconds = async (name: string) =>
        (await client.query(`select extract(epoch from current_setting('${name}')::interval)::int as s`))
          .rows[0].s;
      const idle = await seconds("idle_in_transaction_session_timeout");
      expect(idle).toBe(30);
      expect(await seconds("lock_timeout")).toBeGreaterThan(idle);
    });
  });

  test("a second run changes nothing", async () => {
    const { passwords } = inject("testServer");
    const state = () =>
      asAdmin(
        "select (select d from pg_database d where datname = current_database()), (select array_agg(n order by oid) from pg_namespace n), (select array_agg(m::text order by oid) from pg_auth_members m where member::regrole::text like 'twofold%'), (select array_agg(a::text order by oid) from pg_default_acl a)",
      );
    const before = await state();
    // What somebody who had a role's password let its sessions begin with.
    await asAdmin(`alter role twofold_app in database ${database.name} set timezone = 'Asia/Tokyo'`);
    const settings = () =>
      asAdmin(
        "select r.rolname, s.setdatabase, array(select unnest(s.setconfig) order by 1) as set from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where r.rolname like 'twofold\\_%' and s.setdatabase in (0, (select oid from pg_database where datname = current_database())) order by 1, 2",
      );
    const set = await settings();
    await createDatabase(adminUrlOf, database.name, { passwords });
    expect(await state()).toEqual(before);
    const foreign = (one: object) => JSON.stringify(one).includes("Asia/Tokyo");
    expect(set.some(foreign)).toBe(true);
    expect(await settings()).toEqual(set.filter((one) => !foreign(one)));
  });

  test("a password with every kind of quote is one literal", async () => {
    const awkward = `it's "quoted" \\ $$ $1 :'app_password'`;
    const sql = await rolesSql({
      app: awkward,
      auth: "a",
      publisher: "p",
      worker: "w",
      migrate: "m",
    });
    const [{ echoed }] = (await asAdmin<{ echoed: string }>(
      `select ${/alter role twofold_app password (.*);/.exec(sql)![1]} as echoed`,
    )) as [{ echoed: string }];
    expect(echoed).toBe(awkward);
  });
});

describe("migrations", () => {
  test("run twice, and by two processes at once", () =>
    expect(
      Promise.all([migrate(database.urls, "test"), migrate(database.urls, "test")]),
    ).resolves.toBeDefined());

  test("do not turn a test installation into a production one", () =>
    expect(migrate(database.urls, "production")).rejects.toThrow(/test installation/));

  test("refuse a database that does not store text in UTF-8, and change nothing", async () => {
    const { passwords } = inject("testServer");
    await asAdmin("create database ascii template template0 encoding 'SQL_ASCII' locale 'C'");
    await createDatabase(adminUrlOf, "ascii", { passwords });
    const on = (url: string) => Object.assign(new URL(url), { pathname: "/ascii" }).href;
    const { migrate: owner, worker } = database.urls;
    await expect(migrate({ migrate: on(owner), worker: on(worker) })).rejects.toThrow(
      /SQL_ASCII, and names and answers need UTF8/,
    );
    const left = await withClient(adminUrlOf("ascii"), (client) =>
      client.query("select from pg_tables where schemaname in ('public', 'drizzle')"),
    );
    expect(left.rowCount).toBe(0);
    await asAdmin("drop database ascii");
  });
});

describe("the queue", () => {
  test("the app adds a known job once per subject, in its own transaction", async () => {
    await withClient(database.urls.app, async (client) => {
      await client.query(`set twofold.org_id = '${org}'`);
      await enqueue(client, "publish-cycle", { orgId: org, subjectId: subject });
      await enqueue(client, "publish-cycle", { orgId: org, subjectId: subject });
      await client.query("begin");
      await enqueue(client, "send-mail", { orgId: org, subjectId: subject });
      await client.query("rollback");
    });
    const jobs = await asAdmin("select task_identifier, key from graphile_worker.jobs");
    expect(jobs).toEqual([{ task_identifier: "publish-cycle", key: `publish-cycle:${org}:${subject}` }]);
  });

  test.each([
    [
      "an unknown job",
      `select graphile_worker.twofold_enqueue('drop-everything', '${org}', '${subject}')`,
      /unknown job/,
    ],
    ["the queue's own functions", "select graphile_worker.add_job('publish-cycle')", /permission denied/],
    ["the queue's tables", "select * from graphile_worker._private_jobs", /permission denied/],
  ])("the app does not reach %s", (_, sql, refusal) =>
    expect(withClient(database.urls.app, (client) => client.query(sql))).rejects.toThrow(refusal),
  );
});
