import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { checkVector } from "./check-vector";

/** `npm run golden -- PATH …`: checks reference vectors, files or all of a folder, against `lib/`. */
export function golden(paths: readonly string[]): void {
  if (paths.length === 0 || paths.some((path) => path.startsWith("-")))
    throw new Error("Usage: npm run golden -- FOLDER (or files)");
  const files = paths.flatMap(vectorsAt);
  const verdicts = files.map((path) => ({ name: basename(path), verdict: verdictOn(path) }));
  for (const { name, verdict } of verdicts) console.log(`${name}  ${verdict.line}`);
  const held = verdicts.filter(({ verdict }) => verdict.ok).length;
  console.log(`${held} of ${files.length} hold`);
  if (files.length === 0 || held < files.length) process.exitCode = 1;
}

function vectorsAt(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => join(path, name));
}

function verdictOn(path: string): { ok: boolean; line: string } {
  const checked = checkVector(parse(readFileSync(path, "utf8")));
  if (!checked.known) return { ok: false, line: "unknown statistic" };
  const difference = `largest difference ${checked.largestDifference.toPrecision(2)}`;
  if (checked.ok) return { ok: true, line: `ok, ${difference}` };
  return { ok: false, line: [`miss, ${difference}`, ...checked.misses.slice(0, 5)].join("\n    ") };
}

/** Undefined for a file that is not JSON, which then counts as an unknown statistic. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
