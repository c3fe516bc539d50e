import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { asAuth, withConnection } from "@/db/client";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { countFailure, countTowards } from "./rate-limit";

freshDatabase();
beforeAll(() => void vi.stubEnv("DATABASE_POOL_SIZE", "1"));
afterAll(() => vi.unstubAllEnvs());

test("counting leaves no prepared statement in a session: behind PgBouncer the next statement has another one", async () => {
  await countTowards("write", "somebody");
  await countTowards("mail-address", "somebody");
  await asAuth((_, client) =>
    countFailure(client, [["code-address", "somebody"]], async () => ({ failed: true })),
  );
  for (const purpose of ["app", "auth"] as const) {
    const { rows } = await withConnection(purpose, (client) =>
      client.query("select name from pg_prepared_statements"),
    );
    expect([purpose, rows]).toEqual([purpose, []]);
  }
});
