import { readFileSync } from "node:fs";
import path from "node:path";
import { createVitest, type TestSpecification, type Vitest } from "vitest/node";
import { withClient } from "@/db/setup/create-database";
import { listMutants, type PolicyMutant } from "./policy-mutants";
import explained from "./survivors-policies.json" with { type: "json" };

const root = path.resolve(import.meta.dirname, "../..");
/** The template of every database test, and a copy of it as the migrations leave it. */
const [template, pristine] = ["twofold", "twofold_pristine"];

/** The policies' own tests, and the services that work under them: what a role may do is needed by what uses it. */
const suites = {
  policies: ["db/policies/"],
  services: [
    "server/responses.",
    "server/withdrawal.",
    "server/cycles.",
    "server/open-cycles.",
    "server/authorization.",
    "server/jobs/",
    "server/roster/",
    "server/schedule/",
    "server/mail/",
    "server/auth/",
    "server/publication/publish-cycle.",
    "server/publication/modes.",
    "server/insights/",
    "db/queries/",
    "db/setup/",
  ],
};
/** Services notice what they miss. What is given too freely only tests of the policies notice. */
const givesTooMuch: readonly PolicyMutant["kind"][] = ["policy opened", "row security"];

/**
 * `npm run mutation:policies`, or with names of kinds or tables after `--`: on throwaway databases drops each policy, grant,
 * trigger and constraint in turn, and opens each policy, and runs the tests until one fails. Prints each survivor, and as
 * the last line JSON with the score in percent. Uses the tests' own server: one process, one migrated template.
 */
export async function mutationPolicies(named: readonly string[]): Promise<void> {
  const vitest = await createVitest("test", {
    root,
    config: path.join(root, "vitest.config.ts"),
    project: ["database"],
    watch: false,
    bail: 1,
    reporters: [{}],
    // A mutant's error is told by the test that fails; the tests' own log lines tell nothing here.
    silent: true,
  });
  try {
    await tryAll(vitest, named);
  } finally {
    await vitest.close();
  }
}

async function tryAll(vitest: Vitest, named: readonly string[]): Promise<void> {
  const all = await vitest.globTestSpecifications();
  const files = (prefixes: readonly string[]) =>
    all.filter(({ moduleId }) => prefixes.some((prefix) => relative(moduleId).startsWith(prefix)));
  const [policies, services] = [files(suites.policies), files(suites.services)];
  const whole = await firstFailure(vitest, [...policies, ...services]);
  if (whole) throw new Error(`The tests fail without a mutant: ${whole}`);
  const { adminUrl } = vitest.getProjectByName("database").getProvidedContext().testServer;
  const server = serverAt(adminUrl);
  await server.recreate(pristine, template);
  const mutants = (await withClient(server.urlOf(template), listMutants)).filter(
    ({ kind, table }) => named.length === 0 || named.includes(kind) || named.includes(table),
  );
  console.log(`${mutants.length} mutants`);
  const killers = new Map<string, string>();
  const survivors: PolicyMutant[] = [];
  for (const [index, mutant] of mutants.entries()) {
    await server.recreate(template, pristine);
    await withClient(server.urlOf(template), (client) => client.query(mutant.statement));
    const tried = givesTooMuch.includes(mutant.kind) ? [policies] : [policies, services];
    const killer = await findKiller({ vitest, killers }, tried, mutant);
    const label = `${index + 1}/${mutants.length} ${describe(mutant)}`;
    console.log(killer ? `${label}: killed by ${killer}` : `${label}: SURVIVED`);
    if (!killer) survivors.push(mutant);
  }
  report(mutants.length, survivors);
}

/**
 * The file that fails; undefined when the mutant survives. Tried one by one are what killed the like of it before and the
 * files that name its table most often, then all the others.
 */
async function findKiller(
  { vitest, killers }: { vitest: Vitest; killers: Map<string, string> },
  tried: readonly TestSpecification[][],
  mutant: PolicyMutant,
): Promise<string | undefined> {
  const keys = [`${mutant.kind} ${mutant.table}`, mutant.kind];
  const before = new Set(keys.map((key) => killers.get(key)));
  const known = tried.flat().filter(({ moduleId }) => before.has(relative(moduleId)));
  const likely = tried.flatMap((files) =>
    files.filter(names(mutant.table)).sort(mostly(mutant.table)).slice(0, 3),
  );
  const singles = [...new Set([...known, ...likely])];
  const rest = tried.map((files) => files.filter((file) => !singles.includes(file)));
  for (const files of [...singles.map((one) => [one]), ...rest]) {
    const killer = files.length > 0 ? await firstFailure(vitest, files) : undefined;
    if (!killer) continue;
    for (const key of keys) killers.set(key, killer);
    return killer;
  }
  return undefined;
}

/** How often a test names a table, as SQL or as drizzle does. */
function mentions({ moduleId }: TestSpecification, table: string): number {
  const camelCase = table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return readFileSync(moduleId, "utf8").split(new RegExp(`\\b(?:${table}|${camelCase})\\b`)).length - 1;
}

const names = (table: string) => (file: TestSpecification) => mentions(file, table) > 0;
const mostly = (table: string) => (a: TestSpecification, b: TestSpecification) =>
  mentions(b, table) - mentions(a, table);

/** Runs files until a test fails; gives the file of that test. */
async function firstFailure(vitest: Vitest, files: TestSpecification[]): Promise<string | undefined> {
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(files);
  const failed = testModules.find((module) => !module.ok());
  if (failed) return relative(failed.moduleId);
  return unhandledErrors.length > 0 ? relative(files[0]!.moduleId) : undefined;
}

/** Survivors that no test can tell from the original, each with the reason. */
const reasons: readonly (Omit<PolicyMutant, "statement"> & { reason: string })[] =
  explained as typeof reasons;

const relative = (moduleId: string) => path.relative(root, moduleId);
const describe = ({ kind, table, name }: PolicyMutant) => `${kind}: ${table}, ${name}`;

function serverAt(adminUrl: string) {
  const urlOf = (database: string) => Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href;
  return {
    urlOf,
    recreate: (name: string, from: string) =>
      withClient(adminUrl, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
        await client.query(`create database ${name} template ${from}`);
      }),
  };
}

function report(total: number, survivors: readonly PolicyMutant[]): void {
  for (const mutant of survivors) {
    const known = reasons.find(
      (one) => one.kind === mutant.kind && one.table === mutant.table && one.name === mutant.name,
    );
    console.log(
      `survived: ${describe(mutant)}: ${known ? known.reason : "no test notices, and nothing explains it"}`,
    );
  }
  const killed = total - survivors.length;
  const score = Number(((100 * killed) / total).toFixed(2));
  console.log(JSON.stringify({ score, killed, survived: survivors.length }));
}
