import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { poolStates, withViewer } from "./client";

freshDatabase();
vi.stubEnv("DATABASE_POOL_SIZE", "1");
const identity = () => ({ orgId: randomUUID(), personId: randomUUID() });
const whoAsks = sql`select current_setting('twofold.person_id') as person`;

test("what still goes on when a transaction has ended asks nothing in the next one on its connection", async () => {
  const [first, second] = [identity(), identity()];
  let goOn = () => {};
  const later = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let late: Promise<unknown> = Promise.resolve();
  const failing = withViewer(first, (tx, client) => {
    late = later.then(() =>
      Promise.allSettled([tx.execute(whoAsks), (async () => client.query("select 1"))()]),
    );
    return Promise.all([tx.execute(sql`select 1 / 0`), late]);
  });
  await expect(failing).rejects.toMatchObject({ code: "22012" });
  const { rows } = await withViewer(second, async (tx) => {
    goOn();
    const over = { status: "rejected", reason: { message: expect.stringMatching(/after the end/) } };
    expect(await late).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
    expect(((await late) as object[])[1]).toMatchObject(over);
    return tx.execute(whoAsks);
  });
  expect(rows).toEqual([{ person: second.personId }]);
  expect(poolStates().find(({ purpose }) => purpose === "app")).toMatchObject({ used: 0, idle: 1 });
});
