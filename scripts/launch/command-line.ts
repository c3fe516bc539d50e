import { parseArgs } from "node:util";

/** What a command takes: options with a value, switches without one, and so many words beside them (none by default). */
export type Taken<Option extends string, Switch extends string> = {
  readonly usage: string;
  readonly options?: readonly Option[];
  readonly switches?: readonly Switch[];
  readonly words?: number;
};

export type CommandLine<Option extends string, Switch extends string> = {
  readonly options: Partial<Readonly<Record<Option, string>>>;
  readonly switches: ReadonlySet<Switch>;
  readonly words: readonly string[];
};

/**
 * The arguments of a command. Every command reads them here before it does anything: what is unknown, without its value,
 * too much or given twice is refused with how the command is used, because what did nothing would pass unnoticed.
 */
export function commandLine<Option extends string = never, Switch extends string = never>(
  args: readonly string[],
  { usage, options = [], switches = [], words: most = 0 }: Taken<Option, Switch>,
): CommandLine<Option, Switch> {
  const isOption = (name: string): name is Option => (options as readonly string[]).includes(name);
  const isSwitch = (name: string): name is Switch => (switches as readonly string[]).includes(name);
  const values: Partial<Record<Option, string>> = {};
  const given = new Set<Switch>();
  const words: string[] = [];
  for (const token of tokensOf(args, { options, switches })) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    if (isSwitch(name)) {
      if (value !== undefined) throw misused(`${rawName} takes no value`, usage);
      if (given.has(name)) throw misused(`${rawName} is given twice`, usage);
      given.add(name);
    } else if (isOption(name)) {
      if (values[name] !== undefined) throw misused(`${rawName} is given twice`, usage);
      const isNextOption = !token.inlineValue && value?.startsWith("-");
      if (!value || isNextOption) throw misused(`${rawName} is without its value`, usage);
      values[name] = value;
    } else throw misused(unknown(args[token.index]!), usage);
  }
  if (words.length > most) throw misused(unknown(words[most]!), usage);
  return { options: values, switches: given, words };
}

/** The error that says what is wrong with a command's arguments, and how it is used. */
export const misused = (wrong: string, usage: string): Error =>
  new Error(`${wrong}. Use it like this:\n${usage}`);

function tokensOf(
  args: readonly string[],
  known: { options: readonly string[]; switches: readonly string[] },
) {
  const typed = (names: readonly string[], type: "string" | "boolean") =>
    names.map((name) => [name, { type }] as const);
  const options = Object.fromEntries([
    ...typed(known.options, "string"),
    ...typed(known.switches, "boolean"),
  ]);
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function unknown(arg: string): string {
  const setting = /^--?(port|host)\b/i.exec(arg)?.[1]?.toUpperCase();
  const hint = setting ? ` Set ${setting} in the environment or in .env instead.` : "";
  return `This command does not know ${JSON.stringify(arg)}.${hint}`.replace(/\.$/, "");
}
