import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BreakingRelay, breakingRelay } from "@/testkit/database/breaking-relay";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { asAuth, closePools, onOutage, queryAsAuth } from "./client";
import { BusyFault, DatabaseFault, UnconfirmedFault } from "./fault";

const canary = "canary-comment";
const database = freshDatabase();

describe("a fault of the database", () => {
  it.each([
    ["a value it could not read", sql`select ${canary}::uuid`],
    [
      "a row it refused",
      sql`insert into users (id, email) values (gen_random_uuid(), null), (gen_random_uuid(), ${canary})`,
    ],
  ])("quotes nothing of %s", async (_, statement) => {
    const fault = await asAuth((tx) => tx.execute(statement)).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(DatabaseFault);
    expect((fault as DatabaseFault).code).toMatch(/^2[23]/);
    expect(inspect(fault, { depth: 9, showHidden: true })).not.toContain(canary);
  });

  it("leaves a service's own errors as they are", async () => {
    const own = new RangeError("mine");
    const thrown = await asAuth(() => Promise.reject(own)).catch((error: unknown) => error);
    expect(thrown).toBe(own);
  });
});

describe("a database that cannot serve somebody now", () => {
  const told: string[] = [];
  let relay: BreakingRelay;
  const ask = () => asAuth((tx) => tx.execute(sql`select 1`));
  const faultOf = async (work: () => Promise<unknown>) => {
    told.length = 0;
    return work().catch((error: unknown) => error);
  };

  beforeAll(async () => {
    onOutage((outage) => told.push(outage));
    relay = await breakingRelay(database.adminUrl);
    process.env.DATABASE_URL_AUTH = relay.through(database.urls.auth);
    await closePools();
  });
  afterAll(async () => {
    onOutage(() => {});
    process.env.DATABASE_URL_AUTH = database.urls.auth;
    await relay.close();
  });

  it.each([
    ["at its beginning", 0],
    ["amid it", 1],
  ])("is busy where the connection is lost %s: nothing was stored", async (_, statements) => {
    await ask();
    relay.breakAfter(statements);
    const fault = await faultOf(ask);
    expect(fault).toBeInstanceOf(BusyFault);
    expect((fault as BusyFault).digest).toMatch(/^busy-[0-9a-f]{8}$/);
    // Which failure of the driver it was, by a word of ours.
    expect((fault as BusyFault).cause).toMatchObject({ name: "ConnectionFault", driver: "ended-by-server" });
    expect(told).toEqual(["busy"]);
  });

  it("is busy where a statement of its own is cut off", async () => {
    relay.breakAfter(0);
    expect(await faultOf(() => queryAsAuth(sql`select 1`))).toBeInstanceOf(BusyFault);
    expect(told).toEqual(["busy"]);
  });

  it.each(["before", "amid", "after"] as const)(
    "does not say what became of a commit that is cut off %s it arrives",
    async (moment) => {
      relay.breakAtCommit(moment);
      const fault = await faultOf(ask);
      expect(fault).toBeInstanceOf(UnconfirmedFault);
      expect((fault as UnconfirmedFault).digest).toMatch(/^unconfirmed-[0-9a-f]{8}$/);
      expect(told).toEqual(["unconfirmed"]);
    },
  );

  it("is busy where it takes no connection, and where a lock is not free in time", async () => {
    await closePools();
    const limit = (most: number) =>
      database.arranger.query(`alter database "${database.name}" connection limit ${most}`);
    await limit(0);
    try {
      expect(await faultOf(ask)).toMatchObject({ name: "BusyFault", code: "53300" });
    } finally {
      await limit(-1);
    }
    await database.admin.query("select pg_advisory_lock(1)");
    const locked = () =>
      asAuth(async (tx) => {
        await tx.execute(sql`set local lock_timeout = 1`);
        await tx.execute(sql`select pg_advisory_xact_lock(1)`);
      });
    expect(await faultOf(locked)).toMatchObject({ name: "BusyFault", code: "55P03" });
    await database.admin.query("select pg_advisory_unlock(1)");
    expect(told).toEqual(["busy"]);
  });

  it("is no matter of what the statement itself does wrong", async () => {
    expect(await faultOf(() => asAuth((tx) => tx.execute(sql`select 1 / 0`)))).toMatchObject({
      name: "DatabaseFault",
      code: "22012",
    });
    expect(told).toEqual([]);
  });
});
