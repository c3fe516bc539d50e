import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { actAs, asAuth } from "@/db/client";
import { replayErasure } from "@/db/queries/erasures";
import { erasures } from "@/testkit/scenes/erasures";
import { closeCycle, openCycle } from "../cycles";
import { publishCycle } from "../publication/publish-cycle";
import { readAndErase } from "./reading-first";
import { replayErasures } from "./replay";

const on = erasures({ closeCycle, publishCycle, erasePerson: readAndErase });
const { ledger, sql, idOf, ada, erase, publish, grant, lines } = on;

/** Makes the database what a backup from before somebody's erasure has: their name and no line. */
const bringBack = async (name: string) => {
  await sql("delete from erasures");
  await sql(
    "update people set erased_at = null, erased_digest = null, erased_address_digest = null, name = 'Is Back', given_name = 'Is', email = 'back@x.example', external_id = 'back' where id = $1",
    [idOf(name)],
  );
};
const erasedIn = async (name: string) =>
  (await sql("select name, erased_at is not null as erased from people where id = $1", [idOf(name)]))[0];
const replayOne = (name: string, position: number, personId?: string) =>
  asAuth(async (tx) => {
    await actAs(tx, { orgId: on.made.orgId, ...(personId && { personId }) });
    await replayErasure(tx, { id: idOf(name), position, hash: "x", date: "2026-01-31" });
  });

describe("the ledger at the start", () => {
  test("erases again whom a restored database still has, once", async () => {
    await publish();
    await erase("Ic0");
    await bringBack("Ic0");
    expect(await replayErasures()).toBe(1);
    expect(await erasedIn("Ic0")).toEqual({ name: "", erased: true });
    expect(await replayErasures()).toBe(0);
    const [{ date }] = lines();
    expect(await sql("select (erased_at at time zone 'UTC')::date::text as date from erasures")).toEqual([
      { date },
    ]);
  });

  test("erases somebody who answers in an open cycle of it, and ends their role", async () => {
    await publish();
    await erase("Ic1");
    const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
    await openCycle(ada(), { closesLocal, timeZone: "UTC", sharingMode: "scoped" });
    await grant("Manager0", "reviewer");
    await replayOne("Manager0", 2);
    expect(
      await sql("select 1 from role_grants where person_id = $1 and revoked_at is null", [idOf("Manager0")]),
    ).toEqual([]);
    expect(
      await sql(
        "select closed, left_at is not null as gone from duo_cycles e join cycles c on c.id = e.cycle_id where c.state = 'open' and duo_id = $1",
        [on.made.duos.duo0],
      ),
    ).toEqual([{ closed: true, gone: true }]);
  });

  test("does no line twice or out of order, and none in a person's session", async () => {
    await publish();
    await replayOne("Ic0", 2);
    expect(await erasedIn("Ic0")).toMatchObject({ erased: false });
    await expect(replayOne("Ic0", 1, idOf("Ada"))).rejects.toMatchObject({ code: "42501" });
    await replayOne("Ic0", 1);
    await replayOne("Ic1", 1);
    expect([await erasedIn("Ic0"), await erasedIn("Ic1")]).toMatchObject([
      { erased: true },
      { erased: false },
    ]);
  });

  test("keeps a line of somebody whom the database does not have", async () => {
    await publish();
    await erase("Ic0");
    await sql("delete from erasures");
    await sql("update people set id = gen_random_uuid() where id = $1", [idOf("Manager1")]);
    const [line] = lines();
    writeFileSync(ledger, `${JSON.stringify(line)}\n`);
    expect(await replayErasures()).toBe(1);
    await replayOne("Manager1", 2);
    expect(await sql("select person_id from erasures order by position")).toEqual([
      { person_id: idOf("Ic0") },
      { person_id: idOf("Manager1") },
    ]);
  });

  test("does a line whose transaction was not committed before the next erasure", async () => {
    await publish();
    await erase("Ic0");
    await bringBack("Ic0");
    await erase("Ic1");
    expect(lines().map(({ position }) => position)).toEqual([1, 2]);
    expect(await erasedIn("Ic0")).toMatchObject({ erased: true });
    expect(await sql("select position::int from erasures order by 1")).toEqual([
      { position: 1 },
      { position: 2 },
    ]);
  });

  test("is refused where the person is the only admin of the restored database, with what to do", async () => {
    await publish();
    await erase("Ic0");
    await bringBack("Ic0");
    await sql("update role_grants set revoked_at = now() where org_id = $1", [on.made.orgId]);
    await grant("Ic0", "admin");
    await expect(replayErasures()).rejects.toThrow(
      /is the only program admin of organization .* docs\/operations/,
    );
    expect(await erasedIn("Ic0")).toEqual({ name: "Is Back", erased: false });
  });

  test("refuses a ledger that is older, another one, damaged or unreadable, and says which", async () => {
    await publish();
    await erase("Ic0");
    await erase("Ic1");
    const whole = readFileSync(ledger, "utf8");
    expect(await replayErasures()).toBe(0);
    const [first, second] = whole.trim().split("\n");
    writeFileSync(ledger, `${first}\n`);
    await expect(replayErasures()).rejects.toThrow(
      /is older than the database: it has 1 lines, and the database knows of 2/,
    );
    rmSync(ledger);
    await expect(replayErasures()).rejects.toThrow(
      /is missing: there is no such file, and the database knows of 2 lines/,
    );
    for (const damaged of [
      `${second}\n${first}\n`,
      `${second}\n`,
      whole.replace(idOf("Ic0"), idOf("Manager0")),
      `${first}\n\n${second}\n`,
      `${first}\nnothing\n`,
    ]) {
      writeFileSync(ledger, damaged);
      await expect(replayErasures()).rejects.toThrow(
        /is damaged: line [12] is not the line that was written/,
      );
    }
    await sql("update erasures set hash = 'other' where position = 2");
    writeFileSync(ledger, whole);
    await expect(replayErasures()).rejects.toThrow(/is not the one of this database: line 2 differs/);
    await sql("delete from erasures");
    // Cut off while it was written: its erasure was not committed.
    appendFileSync(ledger, '{"position":3');
    expect(await replayErasures()).toBe(2);
  });
});
