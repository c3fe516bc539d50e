import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { asAuth } from "./client";
import { DatabaseFault } from "./fault";

const canary = "canary-comment";
freshDatabase();

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
