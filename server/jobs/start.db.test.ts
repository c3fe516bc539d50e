import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle, openCycle } from "../cycles";
import { type Jobs, startJobs } from "./start";

const database = freshDatabase();
let jobs: Jobs;

beforeAll(async () => {
  process.env.AUTH_URL = "http://localhost:3000";
  process.env.AUTH_SECRET = "a secret for tests only, 32 characters";
  process.env.TWOFOLD_MODE = "test";
  jobs = await startJobs();
});
afterAll(async () => {
  await jobs.stop();
});

test("a cycle that an admin closes is published by the queue", async () => {
  const made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
  });
  const viewer = viewerOf(made, "Ada", { isAdmin: true });
  const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
  const { cycleId } = await openCycle(viewer, { closesLocal, timeZone: "UTC", sharingMode: "scoped" });
  await closeCycle(viewer, { cycleId });
  await vi.waitFor(
    async () => {
      const { rows } = await database.admin.query("select state from cycles where id = $1", [cycleId]);
      expect(rows).toEqual([{ state: "published" }]);
    },
    { timeout: 20_000, interval: 100 },
  );
  const { rows } = await database.admin.query("select from published_duo_partners where cycle_id = $1", [
    cycleId,
  ]);
  expect(rows).toHaveLength(1);
});
