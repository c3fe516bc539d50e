import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { withClient } from "../setup/create-database";
import { openCluster } from "./cluster";
import { DamagedData } from "./fault";
import { readStateFile, writeStateFile } from "./state-file";

let parent: string;
let whole: string;
let directory: string;
const inDirectory = (...names: string[]) => path.join(directory, ...names);
const copy = (from: string, to: string) => execFileSync("cp", ["-a", from, to]);

/** Every test gets a copy of a directory that was opened and stopped once. */
beforeAll(async () => {
  parent = mkdtempSync(path.join(tmpdir(), "twofold-state-test-"));
  chmodSync(parent, 0o755);
  whole = path.join(parent, "whole");
  await (await openCluster({ directory: whole })).stop();
  return () => rmSync(parent, { recursive: true, force: true });
});
beforeEach(() => {
  directory = path.join(parent, "data");
  copy(whole, directory);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const open = () => openCluster({ directory });
const answer = (url: string) =>
  withClient(url, async (client) => (await client.query("select 1 as one")).rows[0].one);
const nothingRuns = () => expect(existsSync(inDirectory("postgres", "postmaster.pid"))).toBe(false);

describe("a damaged state file", () => {
  test.each(["", '{"launcher":{"pid":', "[]", "null"])(
    "running.json of %j is as if it were absent",
    async (text) => {
      writeFileSync(inDirectory("running.json"), text);
      const cluster = await open();
      expect(await answer(cluster.urls.app)).toBe(1);
      await cluster.stop();
    },
  );

  test("secrets are made anew while there is no database", async () => {
    rmSync(inDirectory("postgres"), { recursive: true });
    truncateSync(inDirectory("secrets.json"), 40);
    const cluster = await open();
    expect(await answer(cluster.urls.app)).toBe(1);
    await cluster.stop();
  });

  test("a role that the secrets do not have yet gets a password", async () => {
    const secrets = JSON.parse(readFileSync(inDirectory("secrets.json"), "utf8"));
    delete secrets.rolePasswords.worker;
    writeFileSync(inDirectory("secrets.json"), JSON.stringify(secrets));
    const cluster = await open();
    expect(await answer(cluster.urls.worker)).toBe(1);
    await cluster.stop();
    expect(JSON.parse(readFileSync(inDirectory("secrets.json"), "utf8"))).toEqual(cluster.secrets);
  });

  test.each([
    ["lost", () => rmSync(inDirectory("secrets.json"))],
    ["cut short", () => truncateSync(inDirectory("secrets.json"), 40)],
  ])("secrets that were %s are named, nothing runs, and the backup's file helps", async (_, damage) => {
    copy(inDirectory("secrets.json"), inDirectory("backup.json"));
    damage();
    await expect(open()).rejects.toThrow(/secrets\.json is missing or damaged.*from a backup.*start over/);
    nothingRuns();
    renameSync(inDirectory("backup.json"), inDirectory("secrets.json"));
    const cluster = await open();
    expect(await answer(cluster.urls.app)).toBe(1);
    await cluster.stop();
  });

  test("secrets of another directory are refused without waiting, and nothing runs", async () => {
    const secrets = JSON.parse(readFileSync(inDirectory("secrets.json"), "utf8"));
    writeFileSync(
      inDirectory("secrets.json"),
      JSON.stringify({ ...secrets, adminPassword: "another-password" }),
    );
    await expect(open()).rejects.toThrow(DamagedData);
    nothingRuns();
  });

  test.each([
    [
      "empty",
      () => truncateSync(inDirectory("postgres", "PG_VERSION"), 0),
      /PG_VERSION is missing or damaged/,
    ],
    ["gone", () => rmSync(inDirectory("postgres", "PG_VERSION")), /PG_VERSION is missing or damaged/],
    [
      "older",
      () => writeFileSync(inDirectory("postgres", "PG_VERSION"), "17\n"),
      /was made by PostgreSQL 17/,
    ],
  ])("a version file that is %s is named", async (_, damage, words) => {
    damage();
    await expect(open()).rejects.toThrow(words);
    nothingRuns();
  });

  test.each([
    [
      "pg_control is gone",
      () => rmSync(inDirectory("postgres", "global", "pg_control")),
      /its files are damaged/,
    ],
    [
      "pg_control is cut short",
      () => truncateSync(inDirectory("postgres", "global", "pg_control"), 100),
      /its files are damaged/,
    ],
    [
      "the log of the last writes is gone",
      () => rmSync(inDirectory("postgres", "pg_wal"), { recursive: true }),
      /its files are damaged/,
    ],
    [
      "pg_hba.conf is no list of rules",
      () => writeFileSync(inDirectory("postgres", "pg_hba.conf"), "nonsense\n"),
      /its file pg_hba\.conf is missing or damaged\. Put this file back/,
    ],
    [
      "postgresql.conf is no list of settings",
      () => writeFileSync(inDirectory("postgres", "postgresql.conf"), "= 7 %\n"),
      /its file postgresql\.conf is missing or damaged/,
    ],
  ])(
    "a database that does not start because %s says what to do, then PostgreSQL's words",
    async (_, damage, words) => {
      damage();
      const error: Error = await open().then(
        () => new Error("it started"),
        (fault) => fault,
      );
      expect(error).toBeInstanceOf(DamagedData);
      expect(error.message).toMatch(words);
      expect(error.message).toMatch(/PostgreSQL says:\n[\s\S]*(FATAL|PANIC|LOG|pg_ctl)/);
      nothingRuns();
    },
  );
});

describe("a disk that takes no more", () => {
  /** Opens `directory` in a process whose files may not grow past `blocks` of 512 or 1,024 bytes. */
  const openWithin = (blocks: number) =>
    spawnSync(
      "sh",
      [
        "-c",
        `ulimit -f ${blocks}; trap "" XFSZ; exec "$0" --import tsx --input-type=module -e "$1" "$2"`,
        process.execPath,
        `import { openCluster } from "./db/embedded/cluster.ts";
         openCluster({ directory: process.argv[1] }).then(() => console.log("opened"), (e) => { console.error(e.message); process.exit(1); });`,
        directory,
      ],
      { encoding: "utf8", timeout: 25_000 },
    );

  test("while the database is created leaves neither a server nor half a database", () => {
    rmSync(directory, { recursive: true });
    mkdirSync(directory);
    const { status, stderr } = openWithin(100);
    expect([status, stderr]).toEqual([1, expect.stringContaining("initdb")]);
    expect(readdirSync(directory).filter((name) => name.startsWith("postgres"))).toEqual([]);
  });

  test("while a state file is written leaves the former one", () => {
    const file = path.join(parent, "state.json");
    writeStateFile(file, { kept: true });
    const program = `import { writeStateFile } from "./db/embedded/state-file.ts";
      writeStateFile(process.argv[1], { long: "x".repeat(500_000) });`;
    const { status } = spawnSync(
      "sh",
      [
        "-c",
        `ulimit -f 100; exec "$0" --import tsx --input-type=module -e "$1" "$2"`,
        process.execPath,
        program,
        file,
      ],
      { encoding: "utf8" },
    );
    expect(status).not.toBe(0);
    expect(readStateFile(file, z.object({ kept: z.boolean() }))).toEqual({ kept: true });
  });
});

test("a directory in place of a state file is named, with what to do", () => {
  const file = path.join(parent, "directory.json");
  mkdirSync(file);
  expect(() => readStateFile(file, z.object({}))).toThrow(
    `${file} is a directory, and must be a file. Move it away`,
  );
});

test("what launchers left that were killed while they created a database is deleted", async () => {
  const { pid } = spawnSync("true");
  rmSync(inDirectory("postgres"), { recursive: true });
  mkdirSync(inDirectory(`postgres.${pid}`));
  writeFileSync(inDirectory(`postgres.${pid}.password`), "secret");
  mkdirSync(inDirectory(`postgres.${process.ppid}`));
  await (await open()).stop();
  expect(
    readdirSync(directory)
      .filter((name) => name.startsWith("postgres"))
      .sort(),
  ).toEqual(["postgres", `postgres.${process.ppid}`]);
});
