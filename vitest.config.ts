import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const folders = "{lib,ui,server,db,app,bench,faults,scripts,testkit}/**";
const databaseTests = "**/*.db.test.ts";
// The bootstraps of the drivers take seconds, on a busy machine several times that.
const testTimeout = 30_000;

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
          exclude: ["server/**", databaseTests],
          // Loading the modules for each file anew takes as long as the tests.
          isolate: false,
          testTimeout,
        },
      },
      {
        extends: true,
        test: {
          // By itself: what is under `server/` reads its settings once, when it is loaded.
          name: "server",
          include: ["server/**/*.test.{ts,tsx}"],
          exclude: [databaseTests],
          testTimeout,
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: [`${folders}/*.db.test.ts`],
          globalSetup: "testkit/database/test-database.ts",
          testTimeout,
          hookTimeout: 60_000,
        },
      },
      // Run by itself: it installs and builds a whole clone.
      { extends: true, test: { name: "readme", include: ["testkit/readme/*.walk.ts"] } },
    ],
  },
});
