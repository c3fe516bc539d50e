import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const here = import.meta.dirname;

/** What `--NAME=NUMBER` says, other sizes than those of the goals. */
export type Numbers = Readonly<Record<string, number>>;

type Bench = { takes?: readonly string[]; run(numbers: Numbers): Promise<void> };

/**
 * `npm run bench -- NAME` runs `bench/NAME/run.ts`, without a name all of them; `--NAME=NUMBER` says another size to a
 * bench that `takes` it. Each prints a table and, last, one line of JSON. Throws where a name or size is unknown.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { wanted, numbers } = readArguments(args);
  const names = readdirSync(here).filter((name) => existsSync(join(here, name, "run.ts")));
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`No bench called ${unknown.join(", ")}. There is: ${names.join(", ")}.`);
  }
  const chosen: Bench[] = [];
  for (const name of wanted.length > 0 ? wanted : names) {
    const one: Bench = await import(pathToFileURL(join(here, name, "run.ts")).href);
    const foreign = Object.keys(numbers).find((number) => !one.takes?.includes(number));
    if (foreign) throw new Error(`${name} does not take --${foreign}.`);
    chosen.push(one);
  }
  for (const one of chosen) await one.run(numbers);
}

function readArguments(args: readonly string[]): { wanted: string[]; numbers: Numbers } {
  const wanted: string[] = [];
  const numbers: Record<string, number> = {};
  for (const arg of args) {
    const [, name, value] = /^--([a-z]+)=([1-9]\d{0,6})$/.exec(arg) ?? [];
    if (name) numbers[name] = Number(value);
    else if (arg.startsWith("-"))
      throw new Error(`This command does not know ${arg}. It takes --NAME=NUMBER.`);
    else wanted.push(arg);
  }
  return { wanted, numbers };
}
