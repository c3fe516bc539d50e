import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BreakingRelay, breakingRelay } from "./breaking-relay";
import { freshDatabase } from "./fresh-database";

const database = freshDatabase();
let relay: BreakingRelay;

beforeAll(async () => {
  relay = await breakingRelay(database.adminUrl);
  await database.admin.query("create table written (what text)");
});
afterAll(() => relay.close());

/** Writes in a transaction through the relay; whether its COMMIT was acknowledged. */
async function write(what: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: relay.through(database.adminUrl) });
  client.on("error", () => {});
  await client.connect();
  await client.query("begin");
  await client.query("insert into written values ($1)", [what]);
  const acknowledged = await client.query("commit").then(
    () => true,
    () => false,
  );
  await client.end().catch(() => undefined);
  return acknowledged;
}
const written = async (what: string) =>
  (await database.admin.query("select from written where what = $1", [what])).rowCount;

test("a commit that is cut before it arrives is not carried out, and one cut after it is", async () => {
  relay.breakAtCommit("before");
  expect(await write("before")).toBe(false);
  expect([relay.broke, await written("before")]).toEqual([true, 0]);
  relay.breakAtCommit("after");
  expect(await write("after")).toBe(false);
  expect([relay.broke, await written("after")]).toEqual([true, 1]);
});

test("only the next commit is cut", async () => {
  relay.breakAtCommit("amid");
  expect(await write("amid")).toBe(false);
  expect(await write("next")).toBe(true);
  expect(await written("next")).toBe(1);
});
