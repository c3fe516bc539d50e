/**
 * The switches among a command's arguments, such as `--reset`. Throws where an argument is none of them: one that did
 * nothing would pass unnoticed.
 */
export function switchesOf<const Name extends string>(
  args: readonly string[],
  known: readonly Name[],
): ReadonlySet<Name> {
  const isKnown = (arg: string): arg is Name => (known as readonly string[]).includes(arg);
  const unknown = args.find((arg) => !isKnown(arg));
  if (unknown === undefined) return new Set(args.filter(isKnown));
  const taken = known.length > 0 ? `It takes ${known.join(" and ")}` : "It takes no arguments";
  const setting = /^--?(port|host)\b/i.exec(unknown)?.[1]?.toUpperCase();
  const hint = setting ? ` Set ${setting} in the environment or in .env instead.` : "";
  throw new Error(`This command does not know ${JSON.stringify(unknown)}. ${taken}.${hint}`);
}
