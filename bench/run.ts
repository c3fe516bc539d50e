import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const here = import.meta.dirname;

/**
 * `npm run bench -- NAME` runs `bench/NAME/run.ts`, without a name all of them. Each prints a table and, last, one line
 * of JSON.
 */
export async function bench(wanted: readonly string[]): Promise<void> {
  const names = readdirSync(here).filter((name) => existsSync(join(here, name, "run.ts")));
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`No bench called ${unknown.join(", ")}. There is: ${names.join(", ")}.`);
  }
  for (const name of wanted.length > 0 ? wanted : names) {
    const one: { run(): Promise<void> } = await import(pathToFileURL(join(here, name, "run.ts")).href);
    await one.run();
  }
}
