import path from "node:path";
import { defineConfig } from "vitest/config";

const folder = process.env.MUTATED_FOLDER;
if (!folder)
  throw new Error("MUTATED_FOLDER names the folder that is mutated: run `npm run mutation -- FOLDER`");

/**
 * The tests that judge the mutants of a folder: those beside the code, the reference vectors and the attackers' own. The
 * proofs themselves take seconds each, and a test beside the code says better what broke.
 */
export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname, "../..") } },
  test: {
    root: path.resolve(import.meta.dirname, "../.."),
    env: { TZ: "Asia/Kathmandu" },
    include: [`${folder}/**/*.test.ts`, "testkit/golden/**/*.test.ts", "testkit/proof/**/*.test.ts"],
    exclude: ["**/*.db.test.ts", "testkit/proof/proofs.test.ts"],
    testTimeout: 30_000,
  },
});
