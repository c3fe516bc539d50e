import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** `npm run bench -- NAME` runs `bench/NAME/run.ts`, without a name all of them; each prints a table and, last, one line of JSON. */
const here = import.meta.dirname;
const names = readdirSync(here).filter((name) => existsSync(join(here, name, "run.ts")));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));

if (unknown.length > 0) {
  console.error(`No bench called ${unknown.join(", ")}. There is: ${names.join(", ")}.`);
  process.exitCode = 1;
} else {
  for (const name of wanted.length > 0 ? wanted : names) {
    const bench: { run(): Promise<void> } = await import(pathToFileURL(join(here, name, "run.ts")).href);
    await bench.run();
  }
}
