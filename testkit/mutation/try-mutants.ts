import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, inject, test } from "vitest";
import { withClient } from "@/db/setup/create-database";
import { DAY_MS } from "@/lib/domain/days";
import { mutateDatabases, usedInDropped } from "../database/fresh-database";
import { type Failure, firstFailure } from "./nesting-runner";
import { listMutants, type PolicyMutant } from "./policy-mutants";
import explained from "./survivors-policies.json" with { type: "json" };

const root = path.resolve(import.meta.dirname, "../..");
const timeoutMs = DAY_MS;

/** Tests of services fail where a right is missing. Where one is given too widely, only tests of the policies fail. */
const givesTooMuch: readonly PolicyMutant["kind"][] = ["policy opened", "row security"];

const survivors: PolicyMutant[] = [];
let total = 0;

// A hook, because Vitest declares no tests while a test runs.
beforeAll(async () => {
  const { named, policies, services } = inject("mutation");
  const mutants = (await withClient(migratedUrl(), listMutants)).filter(
    (mutant) =>
      named.length === 0 ||
      named.some((one) => [mutant.kind, mutant.table, mutant.name, describe(mutant)].includes(one)),
  );
  console.log(`${mutants.length} mutants`);
  total = mutants.length;
  const killers = new Map<string, string>();
  const queue = [...mutants];
  while (queue.length > 0) {
    for (const [index, mutant] of queue.splice(0).entries()) {
      const files = givesTooMuch.includes(mutant.kind) ? policies : [...policies, ...services];
      const killer = await findKiller(mutant, await inOrder(files, mutant, killers));
      if (killer) {
        for (const key of keysOf(mutant)) killers.set(key, killer.file);
        queue.push(...(await noteKill(killer.file, mutant)));
      } else survivors.push(mutant);
      const outcome = killer ? `killed by ${killer.file}, ${killer.name}: ${killer.message}` : "SURVIVED";
      console.log(`${index + 1}: ${describe(mutant)}: ${outcome.slice(0, 500)}`);
    }
    for (const file of unconfirmed.keys()) queue.push(...(await withdrawKills(file)));
  }
}, timeoutMs);

/** Mutants by the file that they made fail, since it was last seen to pass without any. */
const unconfirmed = new Map<string, PolicyMutant[]>();
const KILLS_BETWEEN_CONFIRMATIONS = 20;

/** Notes a kill; gives the mutants that are to be tried again, as `withdrawKills` does. */
async function noteKill(file: string, mutant: PolicyMutant): Promise<PolicyMutant[]> {
  const kills = [...(unconfirmed.get(file) ?? []), mutant];
  unconfirmed.set(file, kills);
  return kills.length < KILLS_BETWEEN_CONFIRMATIONS ? [] : withdrawKills(file);
}

/**
 * Runs a file without a mutant once more. All files share a process and its environment: one that fails by now judges no
 * further mutant, and what it killed since it last passed is tried again with the others.
 */
async function withdrawKills(file: string): Promise<PolicyMutant[]> {
  const kills = unconfirmed.get(file) ?? [];
  unconfirmed.delete(file);
  judges.delete(file);
  return (await judge(file)).passes ? [] : kills;
}

test("each survivor is explained", () => {
  expect(total).toBeGreaterThan(0);
  for (const mutant of survivors) {
    console.log(
      `survived: ${describe(mutant)}: ${reasonOf(mutant) ?? "no test notices, and nothing explains it"}`,
    );
  }
  const killed = total - survivors.length;
  const score = Number(((100 * killed) / total).toFixed(2));
  console.log(JSON.stringify({ score, killed, survived: survivors.length }));
  expect(survivors.filter((mutant) => !reasonOf(mutant)).map(describe)).toEqual([]);
});

function migratedUrl(): string {
  return Object.assign(new URL(inject("testServer").adminUrl), { pathname: "/twofold" }).href;
}

/** The first file of which a test fails with the mutant. */
async function findKiller(
  { statement }: PolicyMutant,
  files: Iterable<string>,
): Promise<(Failure & { file: string }) | undefined> {
  for (const file of files) {
    mutateDatabases(statement);
    const failure = await firstFailure(path.join(root, file));
    // A test that fails now and then fails once.
    const again = failure && (await firstFailure(path.join(root, file)));
    if (again) return { ...again, file };
  }
  return undefined;
}

type Judge = { passes: boolean; seconds: number; uses: ReadonlySet<string> };
const judges = new Map<string, Judge>();

/** Runs the tests of a file without a mutant, once; what fails anyway judges none. */
async function judge(file: string): Promise<Judge> {
  const known = judges.get(file);
  if (known) return known;
  mutateDatabases();
  const began = performance.now();
  const failure = await firstFailure(path.join(root, file));
  if (failure) console.log(`${file} is left out, it fails anyway: ${failure.name}: ${failure.message}`);
  const seconds = (performance.now() - began) / 1000;
  const made = { passes: !failure, seconds, uses: usedInDropped() };
  judges.set(file, made);
  return made;
}

const keysOf = ({ kind, table }: PolicyMutant) => [`${kind} ${table}`, kind];

/**
 * The files that use the mutant's table or function, or name it: first what killed the like of it before and what tries
 * every policy, then those that name it, most often first, then the others, the quickest first. All files, where no
 * file is seen to use it, as with a view.
 */
async function inOrder(
  files: readonly string[],
  mutant: PolicyMutant,
  killers: Map<string, string>,
): Promise<Set<string>> {
  const tests = [];
  for (const file of files) tests.push({ file, times: mentions(file, mutant.table), ...(await judge(file)) });
  const isUsed = tests.some(({ uses }) => uses.has(mutant.table));
  const able = tests.filter(
    ({ file, times, uses }) =>
      !isUsed || times > 0 || uses.has(mutant.table) || triesEveryTable.includes(file),
  );
  const naming = able.filter(({ times }) => times > 0).sort((a, b) => b.times - a.times);
  const others = able.toSorted((a, b) => a.seconds - b.seconds);
  const known = keysOf(mutant).flatMap((key) => killers.get(key) ?? []);
  const all = [...known, ...triesEveryTable, ...[...naming, ...others].map(({ file }) => file)];
  return new Set(all.filter((file) => able.some((test) => test.file === file && test.passes)));
}

/** Tests that take their tables from the catalog, or from a scene that names them all. */
const triesEveryTable = [
  "db/policies/organizations.db.test.ts",
  "db/policies/catalog.db.test.ts",
  "db/policies/old-snapshots.db.test.ts",
  "db/policies/transitions.db.test.ts",
  "db/policies/written-by-roles.db.test.ts",
];

/** How often a test names a table, as SQL or as drizzle does. */
function mentions(file: string, table: string): number {
  const camelCase = table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const text = readFileSync(path.join(root, file), "utf8");
  return text.split(new RegExp(`\\b(?:${table}|${camelCase})\\b`)).length - 1;
}

const describe = ({ kind, table, name }: PolicyMutant) => `${kind}: ${table}, ${name}`;

/** Survivors that no test can tell from the original, each with the reason. */
const reasons: readonly (Omit<PolicyMutant, "statement"> & { reason: string })[] =
  explained as typeof reasons;

const reasonOf = ({ kind, table, name }: PolicyMutant): string | undefined =>
  reasons.find((one) => one.kind === kind && one.table === table && one.name === name)?.reason;
