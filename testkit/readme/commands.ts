import { readFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");

/** The commands that README.md gives under a heading, in order: the lines of its shell blocks, word for word. */
export function commandsUnder(heading: string): string[] {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const sections = readme.split(/^#{2,} /m);
  const section = sections.find((text) => text.startsWith(`${heading}\n`));
  if (!section) throw new Error(`README.md has no section "${heading}".`);
  const blocks = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, block]) => block!.split("\n").filter((line) => line.trim() !== ""));
}
