const start = (name: string) => `<!-- generated: ${name} -->`;
const end = (name: string) => `<!-- end of generated: ${name} -->`;

/**
 * A document with the part between `<!-- generated: NAME -->` and its end marker replaced.
 * @throws Error when either marker is missing
 */
export function withGenerated(document: string, name: string, part: string): string {
  const from = document.indexOf(start(name));
  const to = document.indexOf(end(name));
  if (from < 0 || to < from) throw new Error(`The document has no generated part "${name}".`);
  return `${document.slice(0, from + start(name).length)}\n\n${part}\n\n${document.slice(to)}`;
}

/** A Markdown table; bars in cells are escaped. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}
