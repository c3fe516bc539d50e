import type { Trial } from "./trial";

export type Wanted = {
  readonly names: readonly string[];
  readonly controls: boolean;
  /** What `--NAME=NUMBER` says, for every trial that is run. */
  readonly numbers: Readonly<Record<string, number>>;
};

/** Reads `NAME … [--no-controls] [--NAME=NUMBER …]`. Throws where an argument is none of them. */
export function readArguments(args: readonly string[]): Wanted {
  const numbers: Record<string, number> = {};
  const names: string[] = [];
  let controls = true;
  for (const arg of args) {
    const [, name, value] = /^--([a-zA-Z]+)=([1-9]\d{0,6})$/.exec(arg) ?? [];
    if (name) numbers[name] = Number(value);
    else if (arg === "--no-controls") controls = false;
    else if (arg.startsWith("-")) {
      throw new Error(`This command does not know ${arg}. It takes --no-controls and --NAME=NUMBER.`);
    } else names.push(arg);
  }
  return { names, controls, numbers };
}

/** A trial's parameters with the numbers of the command line. Throws where it has no parameter of such a name. */
export function parametersOf(
  name: string,
  { parameters }: Trial,
  numbers: Wanted["numbers"],
): Trial["parameters"] {
  const unknown = Object.keys(numbers).find((one) => !Object.hasOwn(parameters, one));
  if (unknown === undefined) return { ...parameters, ...numbers };
  const known = Object.keys(parameters).map((one) => `--${one}=NUMBER`);
  throw new Error(`${name} does not take --${unknown}. It takes ${known.join(", ") || "no numbers"}.`);
}
