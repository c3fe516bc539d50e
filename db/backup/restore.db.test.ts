import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { withClient } from "@/db/setup/create-database";
import { backups, type EmptyDatabase } from "@/testkit/database/backups";
import { stage } from "@/testkit/scenes/stage";
import { MasterKeyError } from "../encryption/master-key";
import { migrationHead } from "../setup/boot-checks";
import { positionUpTo } from "../setup/migrate-to";
import { BackupRefused } from "./header";

const on = stage();
const { pathOf, emptyDatabase, back, restoreInto, rewritten } = backups();

const tablesIn = ({ adminUrl }: EmptyDatabase) =>
  withClient(adminUrl, async (client) => {
    const { rows } = await client.query(
      "select from pg_class where relnamespace in ('public'::regnamespace, to_regnamespace('drizzle')) and relkind = 'r'",
    );
    return rows.length;
  });

describe("a backup that cannot be trusted leaves the database empty", () => {
  let empty: EmptyDatabase;
  beforeAll(async () => {
    await back("whole.backup", on.database);
    empty = await emptyDatabase();
  });
  const refused = async (name: string, words: RegExp) => {
    const error = await restoreInto(empty, name).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(BackupRefused);
    expect(error.message).toMatch(words);
    expect(await tablesIn(empty)).toBe(0);
  };

  test("one that was cut short, wherever", async () => {
    const whole = readFileSync(pathOf("whole.backup"));
    for (const part of [0, 0.01, 0.3, 0.7, 0.999]) {
      writeFileSync(pathOf("cut.backup"), whole.subarray(0, Math.floor(whole.length * part)));
      await refused("cut.backup", /is damaged or cut short/);
    }
    const text = gunzipSync(whole);
    writeFileSync(
      pathOf("cut.backup"),
      gzipSync(text.subarray(0, text.lastIndexOf("\n", text.length - 2) + 1)),
    );
    await refused("cut.backup", /is damaged or cut short/);
  });

  test("one with a changed byte, packed or unpacked, and one with more behind its end", async () => {
    const whole = readFileSync(pathOf("whole.backup"));
    const flipped = Buffer.from(whole);
    flipped[Math.floor(whole.length / 2)]! ^= 1;
    writeFileSync(pathOf("flipped.backup"), flipped);
    await refused("flipped.backup", /is damaged or cut short/);
    const text = gunzipSync(whole).toString("latin1");
    const changed = text.replace(String(on.scene.people.ic), String(on.scene.people.vp));
    expect(changed).not.toBe(text);
    writeFileSync(pathOf("changed.backup"), gzipSync(Buffer.from(changed, "latin1")));
    await refused("changed.backup", /is damaged or cut short/);
    writeFileSync(pathOf("more.backup"), gzipSync(Buffer.from(`${text}more\n`, "latin1")));
    await refused("more.backup", /is damaged or cut short/);
  });

  test("one that is none", async () => {
    writeFileSync(pathOf("none.backup"), "no backup");
    await refused("none.backup", /is damaged or cut short/);
    writeFileSync(pathOf("other.backup"), gzipSync("something else\n"));
    await refused("other.backup", /is no backup of Twofold/);
    await refused("absent.backup", /cannot be read \(ENOENT\)/);
  });

  test("one of a newer version, of other migrations, of other roles, of another layout", async () => {
    const { at, hash } = positionUpTo(migrationHead);
    await rewritten("whole.backup", "newer.backup", { header: { migration: { at: at + 1, hash } } });
    await refused("newer.backup", /was written by a newer version/);
    await rewritten("whole.backup", "fork.backup", { header: { migration: { at, hash: "0" } } });
    await refused("fork.backup", /other migrations than this version's/);
    const stranger = { name: "twofold_stranger", login: true, superuser: true, bypassesPolicies: true };
    await rewritten("whole.backup", "roles.backup", {
      header: { roles: [{ ...stranger, inherits: false, memberOf: [] }] },
    });
    await refused("roles.backup", /roles are missing here .* twofold_stranger/);
    await rewritten("whole.backup", "layout.backup", { header: { layout: 2 as 1 } });
    await refused("layout.backup", /written by another version/);
  });

  test("one whose rows are not what comes back", async () => {
    await rewritten("whole.backup", "upper.backup", {
      rows: (table, text) => (table === "units" ? text.replaceAll("\tf\t", "\tfalse\t") : text),
    });
    await refused("upper.backup", /restored rows of units are not those/);
  });

  test("one whose rows break a key", async () => {
    await rewritten("whole.backup", "keys.backup", {
      rows: (table, text) => (table === "people" ? "" : text),
    });
    await refused("keys.backup", /does not take the backup's rows of .* \(23503\)/);
  });

  test("one whose master key this process does not have, or whose data keys do not open", async () => {
    const right = process.env.TWOFOLD_MASTER_KEY;
    process.env.TWOFOLD_MASTER_KEY = randomBytes(32).toString("base64");
    try {
      await expect(restoreInto(empty, "whole.backup")).rejects.toThrow(MasterKeyError);
    } finally {
      process.env.TWOFOLD_MASTER_KEY = right;
    }
    await rewritten("whole.backup", "wrapped.backup", {
      rows: (table, text) => (table === "organization_keys" ? text.replace(/\\\\x01../, "\\\\x0100") : text),
    });
    await expect(restoreInto(empty, "wrapped.backup")).rejects.toThrow(/does not open/);
    expect(await tablesIn(empty)).toBe(0);
  });

  test("and one that fails at the last moment", async () => {
    const fail = () => {
      throw new Error("no room for the key");
    };
    await expect(restoreInto(empty, "whole.backup", fail)).rejects.toThrow("no room for the key");
    expect(await tablesIn(empty)).toBe(0);
  });
});
