import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { objections, type ProofReport } from "./report";

/**
 * `npm run proof -- NAME` runs `testkit/proof/NAME/run.ts`, without a name all of them. Prints a table and, last, one
 * line of JSON; fails if one of them does not hold. A proof registers by having such a file: it exports
 * `run(): Promise<ProofReport>`.
 */
export async function proof(wanted: readonly string[]): Promise<void> {
  const here = import.meta.dirname;
  const names = readdirSync(here).filter((name) => existsSync(join(here, name, "run.ts")));
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`No proof called ${unknown.join(", ")}. There is: ${names.join(", ")}.`);
    process.exitCode = 1;
    return;
  }
  const results: (ProofReport & { seconds: number; holds: boolean })[] = [];
  for (const name of wanted.length > 0 ? wanted : names) {
    const one: { run(): Promise<ProofReport> } = await import(pathToFileURL(join(here, name, "run.ts")).href);
    const started = performance.now();
    const report = await one.run();
    const seconds = Math.round((performance.now() - started) / 1000);
    const against = objections(report);
    results.push({ ...report, seconds, holds: against.length === 0 });
    for (const objection of against) console.error(`${name}: ${objection}`);
  }
  console.table(results.map(({ controls: _, figures: __, ...row }) => row));
  console.table(
    results.flatMap(({ name, controls }) => controls.map((control) => ({ proof: name, ...control }))),
  );
  console.log(JSON.stringify(results));
  if (results.some(({ holds }) => !holds)) process.exitCode = 1;
}
