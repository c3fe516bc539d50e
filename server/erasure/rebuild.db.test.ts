import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { withClient } from "@/db/setup/create-database";
import { erasures } from "@/testkit/scenes/erasures";
import { closeCycle } from "../cycles";
import { publishCycle } from "../publication/publish-cycle";
import { readAndErase } from "./reading-first";
import { rebuildLedger } from "./rebuild";
import { replayErasures } from "./replay";

const on = erasures({ closeCycle, publishCycle, erasePerson: readAndErase });
const { ledger, sql, erase, publish, database } = on;
const rebuild = (url = database.adminUrl) => withClient(url, (client) => rebuildLedger(client, ledger));

// Nobody was erased in the organizations of the tests before.
beforeEach(async () => {
  await sql(
    "update people set erased_at = null, erased_digest = null, erased_address_digest = null, name = 'Is Back', given_name = 'Is' where erased_at is not null",
  );
  await sql("delete from audit_log where action = 'person.erased'");
});

/** Two people are erased, and the ledger is lost; gives what was in it. */
async function lose(): Promise<string> {
  await publish();
  await erase("Ic0");
  await erase("Manager1");
  const was = readFileSync(ledger, "utf8");
  rmSync(ledger);
  return was;
}

describe("a lost ledger", () => {
  test("is written anew as it was, byte by byte, and the product starts with it", async () => {
    const was = await lose();
    await expect(replayErasures()).rejects.toThrow(/npm run ledger -- rebuild/);
    expect(await rebuild()).toMatchObject({ position: 2 });
    expect(readFileSync(ledger, "utf8")).toBe(was);
    expect(await replayErasures()).toBe(0);
    await erase("Ic1");
    expect(on.lines()).toHaveLength(3);
  });

  test("is written by the migrating role too, without an administrator", async () => {
    const was = await lose();
    await rebuild(database.urls.migrate);
    expect(readFileSync(ledger, "utf8")).toBe(was);
    const forced = "select 1 from pg_class where relname = 'erasures' and relforcerowsecurity";
    expect(await sql(forced)).toHaveLength(1);
  });

  test("is not written over", async () => {
    await lose();
    writeFileSync(ledger, "something\n");
    await expect(rebuild()).rejects.toThrow(/it is not written over/);
    expect(readFileSync(ledger, "utf8")).toBe("something\n");
  });

  test("of nobody is not written", async () => {
    await expect(rebuild()).rejects.toThrow(/knows of no erasure/);
    expect(() => readFileSync(ledger)).toThrow(/ENOENT/);
  });

  test.each([
    [
      "changed",
      "update erasures set erased_at = erased_at - interval '3 days' where position = 1",
      /Line 1 /,
    ],
    ["removed in the middle", "delete from erasures where position = 1", /Line 2 /],
    ["removed at the end", "delete from erasures where position = 2", /a person was erased of whom/],
  ])("is not written from a row that was %s", async (_, change, message) => {
    await lose();
    await sql(change);
    await expect(rebuild()).rejects.toThrow(message);
    expect(() => readFileSync(ledger)).toThrow(/ENOENT/);
  });
});
