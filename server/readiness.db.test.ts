import { expect, test } from "vitest";
import { pool } from "@/db/client";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { noteStop } from "./http/stopping";
import { isReady } from "./readiness";

const database = freshDatabase();

test("ready while the app has a connection to give, not while all are taken, and ready again", async () => {
  expect(await isReady()).toBe(true);
  const taken = await Promise.all(Array.from({ length: 10 }, () => pool("app").connect()));
  expect(await isReady()).toBe(false);
  for (const client of taken) client.release();
  expect(await isReady()).toBe(true);
});

test("not ready over a database of another version", async () => {
  await database.admin.query("update drizzle.__drizzle_migrations set created_at = created_at + 1");
  expect(await isReady()).toBe(false);
  await database.admin.query("update drizzle.__drizzle_migrations set created_at = created_at - 1");
});

test("not ready once the process is asked to end", async () => {
  expect(await isReady()).toBe(true);
  noteStop();
  expect(await isReady()).toBe(false);
  delete (globalThis as { twofoldStopping?: true }).twofoldStopping;
});
