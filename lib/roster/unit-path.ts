/** Deepest a unit can be, its root included. */
export const maxDepth = 20;

/**
 * The names on the way to a unit, "Company / Platform / Storage" as ["Company", "Platform", "Storage"]. A slash or a
 * backslash that belongs to a name has a backslash before it. Undefined for a path with an empty name in it.
 */
export function readPath(text: string): string[] | undefined {
  const names = text
    .split(/(?<!(?:^|[^\\])(?:\\\\)*\\)\//)
    .map((name) => name.trim().replace(/\\([\\/])/g, "$1"));
  return names.some((name) => name === "") ? undefined : names;
}

/** Whether a path has more names than a tree may have levels, read no further than that. */
export function isTooDeep(text: string): boolean {
  let depth = 1;
  for (let at = 0; at < text.length && depth <= maxDepth; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "/") depth++;
  }
  return depth > maxDepth;
}

/** The same path as text: what `readPath` reads. */
export function writePath(names: readonly string[]): string {
  return names.map((name) => name.replace(/[\\/]/g, "\\$&")).join(" / ");
}
