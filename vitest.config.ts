import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const folders = "{lib,ui,server,db,app,bench,faults,scripts,testkit}/**";

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    env: { TZ: "Asia/Kathmandu", TWOFOLD_MASTER_KEY: Buffer.alloc(32, "test").toString("base64") },
    // One more than there are processors: a test waits for PostgreSQL, or for a command, a third of its time.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [`${folders}/*.test.{ts,tsx}`],
          exclude: ["**/*.db.test.ts"],
          // The bootstraps of the drivers take seconds, on a busy machine several times that.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: [`${folders}/*.db.test.ts`],
          globalSetup: "testkit/database/test-database.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      // Run by itself: it installs and builds a whole clone.
      { extends: true, test: { name: "readme", include: ["testkit/readme/*.walk.ts"] } },
    ],
  },
});
