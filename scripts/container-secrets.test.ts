import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseEnv } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "twofold-secrets-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const make = (env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [path.join(import.meta.dirname, "container-secrets.mjs"), folder], {
    encoding: "utf8",
    env: { NODE_ENV: "production", PATH: process.env.PATH, ...env },
  });
const fileOf = (service: string) => path.join(folder, service, "env");
const read = (service: string) => parseEnv(readFileSync(fileOf(service), "utf8"));

describe("secrets of containers", () => {
  test("are made once, for their owner, and each service gets its own", () => {
    expect(make().status).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(["app", "commands", "database"]);
    const [app, commands, database] = ["app", "commands", "database"].map(read);
    expect(Object.keys(app!).sort()).toEqual([
      "AUTH_SECRET",
      "DATABASE_URL",
      "DATABASE_URL_AUTH",
      "DATABASE_URL_PUBLISHER",
      "DATABASE_URL_WORKER",
      "TWOFOLD_MASTER_KEY",
    ]);
    expect(JSON.stringify(database)).not.toContain(app!.TWOFOLD_MASTER_KEY);
    expect(commands!.TWOFOLD_MASTER_KEY).toBe(app!.TWOFOLD_MASTER_KEY);
    expect(Buffer.from(app!.TWOFOLD_MASTER_KEY!, "base64")).toHaveLength(32);
    const url = new URL(commands!.DATABASE_URL_MIGRATE!);
    expect([url.username, url.password]).toEqual(["twofold_migrate", database!.TWOFOLD_MIGRATE_PASSWORD]);
    expect(new Set(Object.values(database!)).size).toBe(6);
    expect((statSync(fileOf("app")).mode & 0o777).toString(8)).toBe("600");
    const before = ["app", "commands", "database"].map((service) => readFileSync(fileOf(service), "utf8"));
    expect(make().status).toBe(0);
    const after = ["app", "commands", "database"].map((service) => readFileSync(fileOf(service), "utf8"));
    expect(after).toEqual(before);
  });

  test("take what was set before, also where a URL or a shell has to escape it", () => {
    const given = { TWOFOLD_APP_PASSWORD: "a@b:c/d #$x", AUTH_SECRET: "s".repeat(40) };
    expect(make(given).status).toBe(0);
    expect(decodeURIComponent(new URL(read("app").DATABASE_URL!).password)).toBe(given.TWOFOLD_APP_PASSWORD);
    const shell = spawnSync("sh", ["-c", `. ${fileOf("database")}; printf %s "$TWOFOLD_APP_PASSWORD"`]);
    expect(shell.stdout.toString()).toBe(given.TWOFOLD_APP_PASSWORD);
    expect(read("app").AUTH_SECRET).toBe(given.AUTH_SECRET);
  });

  test("are refused where they cannot be written, or would not fit each other", () => {
    const quoted = make({ POSTGRES_PASSWORD: "it's" });
    expect([quoted.status, quoted.stderr]).toEqual([
      1,
      expect.stringContaining("POSTGRES_PASSWORD must not"),
    ]);
    expect(readdirSync(folder)).toEqual([]);
    make();
    rmSync(fileOf("app"));
    const partial = make();
    expect([partial.status, partial.stderr]).toEqual([
      1,
      expect.stringContaining("Put the missing volume back"),
    ]);
  });
});
