import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openCluster } from "@/db/embedded/cluster";
import { withClient } from "@/db/setup/create-database";
import { loginRoles, urlVariable } from "@/db/setup/roles";
import { appendToLedger } from "@/server/erasure/ledger";

const root = path.resolve(import.meta.dirname, "../..");
let parent: string;
let directory: string;
beforeAll(() => {
  parent = mkdtempSync(path.join(tmpdir(), "twofold commands "));
  chmodSync(parent, 0o755);
  directory = path.join(parent, "data");
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const timeout = 60_000;
const own =
  /^(AUTH_|DATABASE_|TWOFOLD_|SMTP_|MAIL_|HOST$|PORT$|ALLOWED_HOSTS$|TRUSTED_PROXIES$|AUDIT_STREAM$|LOG_LEVEL$)/;

type Ended = { code: number; stdout: string; stderr: string };

/** Runs a program to its end in an environment with none of the product's variables but `env`. */
async function run(args: string[], env: Record<string, string>): Promise<Ended> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
  const child = spawn(process.execPath, args, { cwd: root, env: { ...clean, ...env } as NodeJS.ProcessEnv });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}

const command = (line: string[], env: Record<string, string> = {}) =>
  run(["scripts/run.mjs", ...line], { TWOFOLD_DATA_DIR: directory, ...env });
const found = (email: string, ...more: string[]) =>
  command([
    "db:organization",
    "--name",
    "Acme",
    "--admin-name",
    "Ada Admin",
    "--admin-email",
    email,
    ...more,
  ]);
const databaseRuns = () => existsSync(path.join(directory, "postgres", "postmaster.pid"));

describe("a start that fails ends by itself and leaves nothing running", () => {
  test.each([
    [{ PORT: "abc" }, /^PORT=abc is not usable: .*For example: PORT=3000$/m],
    [{ HOST: "203.0.113.7" }, /^HOST=203\.0\.113\.7 is not usable: it is no address of this machine/m],
    [{ DATABASE_URL: "twofold" }, /DATABASE_URL is not usable: it must be the URL of a PostgreSQL database/],
    [{ SMTP_URL: "" }, /SMTP_URL is needed for sign-in by e-mail/],
    [
      { DATABASE_URL_MIGRATE: "postgres://u:secret@127.0.0.1:1/x" },
      /^DATABASE_URL is missing: .*npm run db:setup/m,
    ],
    [
      { DATABASE_URL: "postgres://u:secret@127.0.0.1:1/x" },
      /^DATABASE_URL=postgres:\/\/u:…@127\.0\.0\.1:1\/x is not usable: no server answers there/m,
    ],
  ])("before it started anything: %j", { timeout }, async (env, words) => {
    const { code, stderr } = await command(["start"], { SMTP_URL: "smtp://localhost", ...env });
    expect([code, stderr]).toEqual([1, expect.stringMatching(words)]);
    expect(stderr).not.toContain("secret");
    expect(existsSync(directory)).toBe(false);
  });

  test("when PostgreSQL refuses a role", { timeout }, async () => {
    const wrong = Object.assign(new URL(inject("testServer").adminUrl), { password: "wrong" }).href;
    const { code, stderr } = await command(["start"], { SMTP_URL: "smtp://localhost", DATABASE_URL: wrong });
    expect([code, stderr]).toEqual([1, expect.stringContaining("the server refuses the password")]);
    expect(stderr).not.toContain("wrong");
  });

  test("when the port is taken, without a build", { timeout }, async () => {
    const other = createServer();
    await new Promise<void>((ready) => other.listen(0, "127.0.0.1", ready));
    const { port } = other.address() as { port: number };
    const { code, stderr } = await command(["start"], {
      PORT: String(port),
      SMTP_URL: "smtp://localhost",
    });
    other.close();
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(`PORT=${port} is not usable: another program`),
    ]);
    expect(databaseRuns()).toBe(false);
  });

  test("when the web server ends before it answers", { timeout: 30_000 }, async () => {
    // Nothing is built in the folder it changes to, and only the wait for an answer keeps the process alive.
    const program = `import { startWeb } from "./scripts/launch/web.ts";
      process.chdir(process.argv[1]);
      const address = { host: "127.0.0.1", port: 3999, url: "http://localhost:3999" };
      const web = startWeb({ command: "start", address, env: process.env }, () => undefined);
      await web.ready.catch((error) => console.log(error.message));`;
    const { stdout } = await run(["--import", "tsx", "--input-type=module", "-e", program, parent], {});
    expect(stdout).toMatch(/The web server ended with code 1 before it answered/);
  });
});

describe("a command without a database URL", () => {
  test("opens the embedded database, brings it up to date, and stops it", { timeout }, async () => {
    const { code, stdout } = await found("ada@acme.example", "--time-zone", "Asia/Kolkata");
    expect([code, stdout]).toEqual([0, expect.stringContaining("close in the time of Asia/Kolkata")]);
    expect(databaseRuns()).toBe(false);
    expect(await command(["db:migrate"])).toMatchObject({ code: 0 });
    expect(await command(["db:setup"])).toMatchObject({ code: 0, stdout: "" });
    expect(databaseRuns()).toBe(false);
  });

  test("uses the database of a server that runs", { timeout }, async () => {
    const cluster = await openCluster({ directory });
    expect(await found("bo@acme.example")).toMatchObject({ code: 0 });
    const { rows } = await withClient(cluster.adminUrl(), (client) =>
      client.query("select email from people order by email"),
    );
    expect(rows.map(({ email }) => email)).toEqual(["ada@acme.example", "bo@acme.example"]);
    await cluster.stop();
  });

  test("unlinks the company account of one person", { timeout }, async () => {
    const unbind = (...more: string[]) => command(["db:unbind", ...more]);
    const cluster = await openCluster({ directory });
    await withClient(cluster.adminUrl(), (client) =>
      client.query(
        `with person as (update people set user_id = gen_random_uuid(), bound_at = app_now() where email = 'ada@acme.example' returning user_id),
           made as (insert into users (id, email) select user_id, 'ada@acme.example' from person returning id)
         insert into accounts (user_id, type, provider, provider_account_id) select id, 'oidc', 'oidc', 'x' from made`,
      ),
    );
    const { code, stdout } = await unbind("--email", "Ada@acme.example");
    expect([code, stdout]).toEqual([0, expect.stringContaining("account of ada@acme.example is unlinked")]);
    await cluster.stop();
    const said = [
      await unbind("--email", "ada@acme.example"),
      await unbind("--email", "x@acme.example"),
      await unbind(),
    ];
    expect(said.map((one) => one.code)).toEqual([1, 1, 1]);
    expect(said[0]!.stderr).toContain("No company account is linked");
    expect(said[1]!.stderr).toContain("Nobody is invited");
    expect(said[2]!.stderr).toContain("npm run db:unbind -- --email");
    expect(databaseRuns()).toBe(false);
  });

  test("replaces the master key of the embedded database, and keeps the former one no longer than it must", {
    timeout,
  }, async () => {
    const secrets = () => JSON.parse(readFileSync(path.join(directory, "secrets.json"), "utf8"));
    const before = secrets();
    const rotated = await command(["keys", "rotate"]);
    expect([rotated.code, rotated.stdout]).toEqual([
      0,
      expect.stringMatching(/^\d data keys? (is|are) wrapped/m),
    ]);
    expect(secrets().masterKey).not.toBe(before.masterKey);
    expect(secrets().previousMasterKey).toBeUndefined();
    expect(await command(["keys", "check"])).toMatchObject({ code: 0 });
  });

  test("backs up beside a server that runs, and restores into another directory with the same master key", {
    timeout: 3 * timeout,
  }, async () => {
    const file = path.join(parent, "acme.backup");
    const other = { TWOFOLD_DATA_DIR: path.join(parent, "restored") };
    const masterKeyIn = (home: string) =>
      JSON.parse(readFileSync(path.join(home, "secrets.json"), "utf8")).masterKey;
    const cluster = await openCluster({ directory });
    const { rows } = await withClient(cluster.adminUrl(), (client) => client.query(invite));
    const taken = await command(["backup", file]);
    await cluster.stop();
    expect([taken.code, taken.stderr]).toEqual([
      0,
      expect.stringMatching(/only with the master key \(\w{16}\)/),
    ]);
    const again = await command(["db:migrate", "--backup", file]);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("is there already")]);
    // Zoe was erased after the backup was taken.
    const ledger = path.join(parent, "erasures.jsonl");
    appendToLedger(ledger, { ...rows[0], date: "2026-01-31" }, { position: 0, hash: "" });
    const unnamed = await command(["restore", file], other);
    expect(unnamed).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("There is no ledger of erasures"),
    });
    Object.assign(other, { TWOFOLD_ERASURE_LEDGER: ledger });
    const without = await command(["restore", file], other);
    expect([without.code, without.stderr]).toEqual([
      1,
      expect.stringMatching(/TWOFOLD_MASTER_KEY is not the key/),
    ]);
    const given = { ...other, TWOFOLD_MASTER_KEY: masterKeyIn(directory) };
    const restored = await command(["restore", file], given);
    expect([restored.code, restored.stderr]).toEqual([
      0,
      expect.stringMatching(/Restored \d+ rows of \d+ tables(.|\n)*did not have, done again: 1\./),
    ]);
    const opened = await openCluster({ directory: other.TWOFOLD_DATA_DIR });
    const erased = "select name from people where erased_at is not null";
    const left = await withClient(opened.adminUrl(), (client) => client.query(erased));
    expect(left.rows).toEqual([{ name: "" }]);
    await opened.stop();
    // Its own ledger is a copy from before: nothing starts.
    const sites = { AUTH_URL: "http://localhost:3000", SMTP_URL: "smtp://127.0.0.1:9" };
    const late = await command(["worker"], { ...other, ...sites, TWOFOLD_ERASURE_LEDGER: "" });
    const behind = expect.stringMatching(/erasures\.jsonl is (missing|older than the)/);
    expect(late).toMatchObject({ code: 1, stderr: behind });
    expect(masterKeyIn(other.TWOFOLD_DATA_DIR)).toBe(masterKeyIn(directory));
    expect(await command(["keys", "check"], other)).toMatchObject({ code: 0 });
    const second = await command(["restore", file], given);
    expect([second.code, second.stderr]).toEqual([1, expect.stringContaining("This database is not empty")]);
    // A ledger that is there is not written over; a lost one is made again byte for byte.
    const [written, rebuild] = [readFileSync(ledger, "utf8"), () => command(["ledger", "rebuild"], other)];
    expect(await rebuild()).toMatchObject({ code: 1, stderr: expect.stringContaining("not written over") });
    rmSync(ledger);
    const said = expect.stringMatching(/^Wrote .*erasures\.jsonl: 1 line, the last of 2026-01-31/m);
    expect(await rebuild()).toMatchObject({ code: 0, stdout: said });
    expect(readFileSync(ledger, "utf8")).toBe(written);
    const third = path.join(parent, "migrated.backup");
    expect(await command(["db:migrate", "--backup", third], other)).toMatchObject({ code: 0 });
    expect(existsSync(third)).toBe(true);
  });

  test("says what is wrong with its input, and changes nothing", { timeout }, async () => {
    expect((await found("ada@acme.example")).stderr).toContain("belongs to an organization");
    const { code, stderr } = await found("no address", "--time-zone", "Mars/Olympus");
    expect(code).toBe(1);
    expect(stderr).toContain('--admin-email "no address" is not usable');
    expect(stderr).toContain('--time-zone "Mars/Olympus" is not usable');
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

/** Adds Zoe to the organization; gives her id and its. */
const invite = `insert into people (org_id, id, external_id, name, given_name, email)
  select id, gen_random_uuid(), 'Z', 'Zoe', 'Zoe', 'zoe@acme.example' from organizations limit 1 returning id, org_id as "organizationId"`;

/** `npm run keys` over a server: the present key passes, another one does not, and a rotation swaps the two. */
async function checkKeys(env: Record<string, string>): Promise<void> {
  const organization = ["db:organization", "--name", "Acme", "--admin-name", "Ada", "--admin-email"];
  expect(await command([...organization, "ada@keys.example"], env)).toMatchObject({ code: 0 });
  const renewed = { ...env, TWOFOLD_MASTER_KEY: randomBytes(32).toString("base64") };
  const both = { ...renewed, TWOFOLD_MASTER_KEY_PREVIOUS: env.TWOFOLD_MASTER_KEY! };
  const refused = await command(["keys", "check"], renewed);
  expect([refused.code, refused.stderr]).toEqual([
    1,
    expect.stringMatching(/TWOFOLD_MASTER_KEY is not the key that this database was written with/),
  ]);
  expect(refused.stderr).not.toMatch(/\n {4}at /);
  expect((await command(["keys", "rotate"], renewed)).stderr).toMatch(/TWOFOLD_MASTER_KEY_PREVIOUS/);
  expect(await command(["keys", "rotate"], both)).toMatchObject({ code: 0 });
  expect(await command(["keys", "check"], renewed)).toMatchObject({ code: 0 });
  expect(await command(["keys", "check"], env)).toMatchObject({ code: 1 });
}

test("db:setup prints lines for .env that the other commands work with", {
  timeout: 2 * timeout,
}, async () => {
  // The roles belong to the whole server, and get new passwords: on the tests' one the others would lose theirs.
  const cluster = await openCluster();
  const { code, stdout } = await command(["db:setup", "readme_setup"], {
    DATABASE_URL_ADMIN: cluster.adminUrl("postgres"),
  });
  expect(code).toBe(0);
  const lines = stdout.trim().split("\n");
  expect(lines.map((line) => line.split("=")[0])).toEqual([
    ...loginRoles.map(urlVariable),
    "TWOFOLD_MASTER_KEY",
    "AUTH_SECRET",
  ]);
  const env = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
  expect(await command(["db:migrate"], env)).toMatchObject({ code: 0 });
  await checkKeys(env);
  const refused = await command(["db:setup"], { DATABASE_URL: env.DATABASE_URL });
  expect(refused).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining("DATABASE_URL_ADMIN is missing"),
  });
  await cluster.stop();
});
