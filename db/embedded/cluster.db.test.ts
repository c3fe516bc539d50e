import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../setup/create-database";
import { openCluster } from "./cluster";

let parent: string;
let directory: string;
beforeAll(() => {
  parent = mkdtempSync(path.join(tmpdir(), "twofold-cluster-test-"));
  chmodSync(parent, 0o755);
  directory = path.join(parent, "data");
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const timeout = 60_000;
const kill = (pid: number) => process.kill(pid, "SIGKILL");
const postmaster = (home: string) =>
  Number(readFileSync(path.join(home, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);

/** A launcher in a process of its own, which holds the directory until it is killed. */
async function otherLauncher() {
  const program = `import { openCluster } from "./db/embedded/cluster.ts";
    const { directory } = await openCluster({ directory: process.argv[1] });
    setInterval(() => {}, 1000);
    console.log(directory);`;
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", program, directory],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const [home] = await once(child.stdout.setEncoding("utf8"), "data");
  return { pid: child.pid!, home: String(home).trim() };
}

const count = (url: string) =>
  withClient(url, async (client) => (await client.query("select n from kept")).rows.map(({ n }) => n));

test("what was written is there after a stop, and the secrets are the owner's", { timeout }, async () => {
  const first = await openCluster({ directory });
  await withClient(first.adminUrl(), (client) =>
    client.query("create table kept (n int); insert into kept values (1)"),
  );
  await first.stop();
  // As in a directory from before it was kept out of git.
  rmSync(path.join(first.directory, ".gitignore"));
  const second = await openCluster({ directory });
  expect(await count(second.adminUrl())).toEqual([1]);
  expect(second.urls.app.split("@")[0]).toBe(first.urls.app.split("@")[0]);
  expect(statSync(path.join(second.directory, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(readFileSync(path.join(second.directory, ".gitignore"), "utf8")).toBe("*\n");
  await second.stop();
});

test("a second launcher is refused while the first lives, and adopts its server once it is killed", {
  timeout,
}, async () => {
  const other = await otherLauncher();
  await expect(openCluster({ directory })).rejects.toThrow(
    `Twofold already runs on ${directory} (process ${other.pid}). Stop it first, or choose another directory with TWOFOLD_DATA_DIR.`,
  );
  const server = postmaster(other.home);
  kill(other.pid);
  const heir = await openCluster({ directory });
  expect(postmaster(heir.directory)).toBe(server);
  expect(await count(heir.adminUrl())).toEqual([1]);
  await heir.stop();
});

test("launcher and server killed together: the next start recovers", { timeout }, async () => {
  const other = await otherLauncher();
  kill(other.pid);
  kill(postmaster(other.home));
  const heir = await openCluster({ directory });
  expect(await count(heir.adminUrl())).toEqual([1]);
  await heir.stop();
});

test("the server killed alone comes back on the same port", { timeout }, async () => {
  const notices: string[] = [];
  const cluster = await openCluster({ directory, onNotice: (line) => notices.push(line) });
  kill(postmaster(cluster.directory));
  await expect.poll(() => notices, { timeout: 30_000 }).toContain("The database is back.");
  expect(await count(cluster.adminUrl())).toEqual([1]);
  await cluster.stop();
});

test("a server of which connections alone were ended is not called stopped, and stays held", {
  timeout,
}, async () => {
  const notices: string[] = [];
  const cluster = await openCluster({ directory, onNotice: (line) => notices.push(line) });
  const server = postmaster(cluster.directory);
  const ended =
    "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";
  await withClient(cluster.adminUrl(), (client) => client.query(ended));
  const runs = "Connections to the database were ended; it still runs.";
  await expect.poll(() => notices, { timeout: 30_000 }).toEqual([runs]);
  expect(postmaster(cluster.directory)).toBe(server);
  await expect(openCluster({ directory })).rejects.toThrow("Twofold already runs on");
  await cluster.stop();
});

test("a throwaway cluster listens on loopback only, commits durably and leaves nothing behind", {
  timeout,
}, async () => {
  const cluster = await openCluster();
  const settings = await withClient(cluster.adminUrl(), async (client) =>
    (
      await client.query(
        "select name, setting from pg_settings where name in ('listen_addresses', 'fsync', 'full_page_writes', 'synchronous_commit', 'unix_socket_directories') order by name",
      )
    ).rows.map(({ name, setting }) => `${name}=${setting}`),
  );
  expect(settings).toEqual([
    "fsync=on",
    "full_page_writes=on",
    "listen_addresses=127.0.0.1",
    "synchronous_commit=on",
    "unix_socket_directories=",
  ]);
  await cluster.stop();
  expect(existsSync(cluster.directory)).toBe(false);
});
