import { randomUUID } from "node:crypto";
import { type AddressInfo, connect, createServer } from "node:net";
import { type SQL, sql } from "drizzle-orm";
import { afterEach, beforeAll, expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { leaderOf, viewerOf } from "@/testkit/factories/viewer";
import { insightsOrganization, twoCycles } from "@/testkit/scenes/insights";
import { closePools, type Tx, type ViewerIdentity, withViewer } from "./client";

const database = freshDatabase();
const nobody = { orgId: randomUUID(), personId: randomUUID() };

beforeAll(async () => {
  process.env.DATABASE_POOL_SIZE = "1";
  await database.admin.query(
    "create table scratch (id int, note int); grant select on scratch to twofold_app",
  );
  await database.admin.query("insert into scratch values (1, 10), (2, 20)");
});
afterEach(closePools);

const inOne = <T>(work: (tx: Tx) => Promise<T>, viewer: ViewerIdentity = nobody) =>
  withViewer(viewer, (tx) => work(tx));
const ask = (statement: SQL) => inOne((tx) => tx.execute(statement)).then(({ rows }) => rows);
/** Every test has texts of its own, as what the process knows of them is kept. */
const noted = (mark: string, id: unknown = 1) =>
  sql`${sql.raw(`select note as ${mark} from scratch where id = `)}${id}`;

/** What the one connection of the pool has named, of the texts with a mark. */
const named = (mark: string) =>
  ask(
    sql.raw(
      `select generic_plans + custom_plans as runs from pg_prepared_statements where statement like '%as ${mark} %'`,
    ),
  );

test("a text has a name from its second use on", async () => {
  expect(await ask(noted("second"))).toEqual([{ second: 10 }]);
  expect(await named("second")).toEqual([]);
  expect(await ask(noted("second", 2))).toEqual([{ second: 20 }]);
  expect(await ask(noted("second", 1))).toEqual([{ second: 10 }]);
  expect(await named("second")).toEqual([{ runs: "2" }]);
});

test("equal statements that are sent at once are read once", async () => {
  const all = await inOne((tx) => Promise.all([1, 2, 1, 2].map((id) => tx.execute(noted("equal", id)))));
  expect(all.map(({ rows }) => rows[0]?.equal)).toEqual([10, 20, 10, 20]);
  expect(await named("equal")).toEqual([{ runs: "3" }]);
});

test("behind a pooler, which makes up the process id that it tells, nothing is named", async () => {
  const pooler = await poolerBefore(database.urls.app);
  process.env.DATABASE_URL = pooler.url;
  for (const id of [1, 2, 1]) expect(await ask(noted("pooled", id))).toEqual([{ pooled: id * 10 }]);
  expect(await named("pooled")).toEqual([]);
  await closePools();
  process.env.DATABASE_URL = database.urls.app;
  pooler.close();
  for (const id of [1, 2, 1]) await ask(noted("pooled", id));
  expect(await named("pooled")).toEqual([{ runs: "2" }]);
});

test("a statement that could not be read has no name until it can", async () => {
  const missing = sql`select ${1}::int as unread from scratch_later`;
  for (const _ of [1, 2, 3]) await expect(ask(missing)).rejects.toMatchObject({ code: "42P01" });
  await database.admin.query("create table scratch_later (); grant select on scratch_later to twofold_app");
  for (const _ of [1, 2]) expect(await ask(missing)).toEqual([]);
  expect(await named("unread")).toEqual([{ runs: "2" }]);
});

test("what fails and what is sent behind it harm nothing that comes later", async () => {
  await ask(noted("behind"));
  const failing = inOne((tx) =>
    Promise.all([
      tx.execute(sql`select 1 / ${0}::int`),
      tx.execute(noted("behind")),
      tx.execute(noted("behind")),
    ]),
  );
  await expect(failing).rejects.toMatchObject({ code: "22012" });
  expect(await ask(noted("behind", 2))).toEqual([{ behind: 20 }]);
  const thrown = inOne(async (tx) => {
    await Promise.all([tx.execute(noted("thrown")), tx.execute(noted("thrown"))]);
    throw new Error("rolled back");
  });
  await expect(thrown).rejects.toThrow("rolled back");
  expect(await ask(noted("thrown", 2))).toEqual([{ thrown: 20 }]);
});

test("a value that cannot be written leaves the connection as it was", async () => {
  await ask(noted("circular"));
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const values = sql.param(circular);
  await expect(ask(noted("circular", values))).rejects.toThrow();
  for (const id of [1, 2]) expect(await ask(noted("circular", id))).toEqual([{ circular: id * 10 }]);
});

test("a column that gets another type fails what is under way once, and may be asked for again", async () => {
  for (const _ of [1, 2, 3]) expect(await ask(noted("altered"))).toEqual([{ altered: 10 }]);
  await database.admin.query("alter table scratch alter note type text using 'was ' || note");
  await expect(ask(noted("altered"))).rejects.toMatchObject({ name: "BusyFault", code: "0A000" });
  for (const _ of [1, 2, 3]) expect(await ask(noted("altered"))).toEqual([{ altered: "was 10" }]);
  expect(await named("altered")).toHaveLength(2);
  await database.admin.query("alter table scratch alter note type int using replace(note, 'was ', '')::int");
});

test("a server that forgot the names is asked without", async () => {
  for (const _ of [1, 2]) await ask(noted("forgotten"));
  await ask(sql.raw("deallocate all"));
  await expect(ask(noted("forgotten"))).rejects.toMatchObject({ code: "26000" });
  for (const id of [1, 2]) expect(await ask(noted("forgotten", id))).toEqual([{ forgotten: id * 10 }]);
});

async function published(): Promise<MadeOrganization & { cycleId: string }> {
  const made = await createOrganization(database.admin, insightsOrganization());
  const [cycleId] = (await publishCycles(database.admin, made, twoCycles)) as [string];
  return { ...made, cycleId };
}

test("on one connection everybody gets their own rows by the same name", async () => {
  const [first, second] = [await published(), await published()];
  const count = (viewer: ViewerIdentity, cycleId: string) =>
    inOne(
      (tx) => tx.execute(sql`select count(*)::int as own from published_duos where cycle_id = ${cycleId}`),
      viewer,
    ).then(({ rows }) => rows[0]?.own);
  const readers: [ViewerIdentity, number][] = [
    [leaderOf(first, "Vera", ["Company"]), 22],
    [leaderOf(first, "Dina", ["Product"]), 8],
    [viewerOf(first, "Ip1"), 1],
    [leaderOf(second, "Vera", ["Company"]), 0],
  ];
  for (let round = 0; round < 4; round++) {
    for (const [viewer, own] of readers) expect(await count(viewer, first.cycleId)).toBe(own);
  }
  // More than the five uses after which PostgreSQL may keep one plan for all.
  expect(await named("own")).toEqual([{ runs: "15" }]);
  const { orgId, people } = first;
  await database.arrange("delete from role_grants where org_id = $1 and person_id = $2", [
    orgId,
    people.Dina!.id,
  ]);
  expect(await count(readers[1]![0], first.cycleId)).toBe(0);
  expect(await count(readers[0]![0], first.cycleId)).toBe(22);
});

test("a connection keeps so many and no more", async () => {
  await inOne(async (tx) => {
    for (let n = 0; n < 120; n++) {
      for (const _ of [1, 2]) await tx.execute(noted(`many_${n}`));
    }
  });
  const [kept] = await ask(sql.raw("select count(*)::int as count from pg_prepared_statements"));
  expect(kept?.count).toBeGreaterThan(50);
  expect(kept?.count).toBeLessThanOrEqual(100);
  for (const id of [1, 2]) expect(await ask(noted("many_119", id))).toEqual([{ many_119: id * 10 }]);
});

/** A relay that tells another process id than the server's own, as a pooler does; else it changes nothing. */
async function poolerBefore(serverUrl: string) {
  const { hostname, port } = new URL(serverUrl);
  const keyData = Buffer.from("K\0\0\0\f");
  const relay = createServer((client) => {
    const server = connect(Number(port), hostname);
    const end = () => void [client.destroy(), server.destroy()];
    for (const socket of [client, server]) socket.on("error", end).on("close", end);
    client.pipe(server);
    server.on("data", (chunk) => {
      const at = chunk.indexOf(keyData);
      if (at >= 0) chunk.writeInt32BE(chunk.readInt32BE(at + keyData.length) + 1, at + keyData.length);
      client.write(chunk);
    });
  });
  await new Promise<void>((ready) => relay.listen(0, "127.0.0.1", ready));
  const own = String((relay.address() as AddressInfo).port);
  const url = Object.assign(new URL(serverUrl), { hostname: "127.0.0.1", port: own }).href;
  return { url, close: () => relay.close() };
}
