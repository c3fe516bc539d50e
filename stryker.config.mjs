/** Mutation testing of one folder, named by MUTATED_FOLDER; `npm run mutation` sets it. */
export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "testkit/mutation/vitest.config.ts" },
  mutate: [`${process.env.MUTATED_FOLDER}/**/*.ts`, "!**/*.test.ts"],
  ignorePatterns: [".next", ".twofold", ".ci", "db/migrations", "docs", "public", "test-results"],
  concurrency: 2,
  tempDirName: ".twofold/stryker",
  reporters: ["progress-append-only", "json"],
  jsonReporter: { fileName: ".twofold/mutation.json" },
  allowEmpty: false,
};
