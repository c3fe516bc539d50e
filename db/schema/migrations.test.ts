import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { expect, test } from "vitest";
import * as schema from ".";

const meta = join(import.meta.dirname, "../migrations/meta");

/** What `npm run db:generate` would write for this schema, from the newest snapshot on. */
async function missing(wanted: Record<string, unknown>): Promise<string[]> {
  const newest = readdirSync(meta)
    .filter((file) => file.endsWith("_snapshot.json"))
    .sort()
    .at(-1)!;
  const before = JSON.parse(readFileSync(join(meta, newest), "utf8"));
  return generateMigration(before, generateDrizzleJson(wanted, before.id));
}

test("the migrations lead to the schema: `npm run db:generate` has nothing to add", async () => {
  expect(await missing(schema)).toEqual([]);
});

test("a table that no migration makes is noticed", async () => {
  const { rateLimits, ...rest } = schema;
  expect(await missing(rest)).toContainEqual(expect.stringContaining('DROP TABLE "rate_limits"'));
});
