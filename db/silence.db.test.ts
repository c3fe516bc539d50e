import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type BreakingRelay, breakingRelay } from "@/testkit/database/breaking-relay";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { poolStates, withConnection, withViewer } from "./client";

const database = freshDatabase();
const identity = { orgId: randomUUID(), personId: randomUUID() };
let relay: BreakingRelay;

beforeAll(async () => {
  relay = await breakingRelay(database.adminUrl);
  process.env.DATABASE_URL = relay.through(database.urls.app);
});
afterEach(() => void vi.useRealTimers());
afterAll(() => relay.close());

const connections = () => poolStates().find(({ purpose }) => purpose === "app");
const ask = () => withViewer(identity, (tx) => tx.execute(sql`select 1`));

test("people do not wait for a database that is gone without a word, and its connections are given up", async () => {
  await Promise.all([ask(), ask()]);
  expect(connections()).toMatchObject({ used: 0, idle: 2 });
  relay.fallSilent();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const ended: string[] = [];
  const asking = [ask(), withConnection("app", (client) => client.query("select 1"))].map((one) =>
    one.then(
      () => ended.push("answered"),
      () => ended.push("failed"),
    ),
  );
  await vi.advanceTimersByTimeAsync(9_000);
  expect(ended).toEqual([]);
  // A statement of its own, as for a limit of requests, waits no longer; one of a transaction may wait a minute for a lock.
  await vi.advanceTimersByTimeAsync(71_000);
  expect(ended).toEqual(["failed"]);
  await vi.advanceTimersByTimeAsync(11_000);
  await Promise.all(asking);
  expect(ended).toEqual(["failed", "failed"]);
  expect(connections()).toMatchObject({ used: 0, idle: 0 });
});
