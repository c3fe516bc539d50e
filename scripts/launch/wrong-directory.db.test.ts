import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCluster } from "@/db/embedded/cluster";
import { withClient } from "@/db/setup/create-database";
import { migrate } from "@/db/setup/migrate";

const root = path.resolve(import.meta.dirname, "../..");
const timeout = 120_000;
let parent: string;
beforeAll(() => {
  parent = mkdtempSync(path.join(tmpdir(), "twofold directories "));
  chmodSync(parent, 0o755);
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** Runs a command over a directory of an embedded database; gives its exit code and what it said. */
function command(directory: string, ...line: string[]): Promise<{ code: number; stderr: string }> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, TWOFOLD_DATA_DIR: directory } as unknown as NodeJS.ProcessEnv;
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      ["scripts/run.mjs", ...line],
      { cwd: root, env },
      (_, __, stderr) => done({ code: child.exitCode ?? -1, stderr }),
    );
  });
}

test("a command about what is there makes no database, and says which one it looked for and what makes one", {
  timeout,
}, async () => {
  const nowhere = path.join(parent, "nowhere");
  const lines = [
    ["audit:verify"],
    ["backup", path.join(parent, "none.backup")],
    ["db:link", "--for-admin"],
    ["db:unbind", "--email", "dana@acme.example"],
    ["keys", "check"],
    ["keys", "rotate"],
    ["ledger", "rebuild"],
    ["worker"],
  ];
  const said = await Promise.all(lines.map((line) => command(nowhere, ...line)));
  for (const [index, line] of lines.entries()) {
    expect([line, said[index]]).toEqual([
      line,
      {
        code: 1,
        stderr: expect.stringMatching(/There is no database in .*nowhere\. .*“npm start” makes a new one/),
      },
    ]);
  }
  expect(existsSync(nowhere)).toBe(false);
});

test("a demo deletes no rows that no demo made", { timeout }, async () => {
  const directory = path.join(parent, "data");
  const inside = async <Result>(work: (url: string) => Promise<Result>) => {
    const cluster = await openCluster({ directory });
    try {
      return await work(cluster.adminUrl());
    } finally {
      await cluster.stop();
    }
  };
  const cluster = await openCluster({ directory });
  await migrate(cluster.urls);
  const add = "insert into organizations (id, name) values (gen_random_uuid(), 'Acme')";
  await withClient(cluster.adminUrl(), (client) => client.query(add));
  await cluster.stop();
  for (const more of [[], ["--reset"]]) {
    expect(await command(directory, "demo", ...more)).toEqual({
      code: 1,
      stderr: expect.stringContaining("holds an installation and no demo"),
    });
  }
  // As a restored backup of a demo: its rows, and none of the files that a demo keeps beside them.
  await inside((url) => withClient(url, (client) => client.query("update installation set kind = 'demo'")));
  expect(await command(directory, "demo")).toEqual({
    code: 1,
    stderr: expect.stringContaining("did not make, for example a restored backup"),
  });
  const { rows } = await inside((url) =>
    withClient(url, (client) => client.query("select name from organizations")),
  );
  expect(rows).toEqual([{ name: "Acme" }]);
});
