import { readdirSync } from "node:fs";
import path from "node:path";
import { createVitest } from "vitest/node";
import tests from "../../vitest.config";

const root = path.resolve(import.meta.dirname, "../..");

/** Test files, seen from the top of the repository: policies' own, and of the services that work under them. */
export type MutationRun = {
  named: readonly string[];
  policies: readonly string[];
  services: readonly string[];
};

declare module "vitest" {
  interface ProvidedContext {
    mutation: MutationRun;
  }
}

/**
 * `npm run mutation:policies`, or after `--` with kinds, tables, names or whole mutants as it prints them: drops each
 * policy, grant, trigger and constraint in turn, and opens each policy, in the throwaway databases of the tests, and runs
 * the tests until one fails. Prints each survivor, and as the last line JSON with the score in percent.
 */
export async function mutationPolicies(named: readonly string[]): Promise<void> {
  const vitest = await createVitest(
    "test",
    {
      config: false,
      root,
      env: tests.test?.env,
      include: ["testkit/mutation/try-mutants.ts"],
      globalSetup: "testkit/database/test-database.ts",
      provide: { mutation: { named, ...listFiles() } },
      // One process for all mutants, so that what the tests import is loaded once.
      runner: "testkit/mutation/nesting-runner.ts",
      isolate: false,
      maxWorkers: 1,
      // A test that waits for a busy machine says nothing about a mutant.
      testTimeout: 600_000,
      hookTimeout: 600_000,
      watch: false,
      disableConsoleIntercept: true,
      reporters: [{}],
    },
    { resolve: { alias: { "@": root } } },
  );
  try {
    await vitest.start();
    const modules = vitest.state.getTestModules();
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const errors = [
      ...vitest.state.getUnhandledErrors(),
      ...modules.flatMap((module) => module.errors()),
      ...tests.flatMap((one) => one.result().errors ?? []),
    ];
    for (const error of errors) console.error(error);
    if (errors.length > 0) process.exitCode = 1;
  } finally {
    await vitest.close();
  }
}

/**
 * The policies' own tests, and those of all that works under them: what a role may do is needed by what uses it. Not those
 * of the backup, which compare a restored database with a migrated one and so notice every mutant, whatever it does.
 */
function listFiles(): Omit<MutationRun, "named"> {
  const all = ["db", "server"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .map((file) => `${folder}/${file.replaceAll(path.sep, "/")}`)
      .filter((file) => file.endsWith(".db.test.ts") && !/^db\/(backup|embedded)\//.test(file))
      .sort(),
  );
  const isPolicies = (file: string) => file.startsWith("db/policies/");
  return { policies: all.filter(isPolicies), services: all.filter((file) => !isPolicies(file)) };
}
