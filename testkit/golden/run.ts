import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkVector } from "./check-vector";

/** `npm run golden -- FOLDER`: checks every reference vector of a folder against `lib/`. */
export function golden([folder, ...rest]: readonly string[]): void {
  if (!folder || folder.startsWith("-") || rest.length > 0)
    throw new Error("Usage: npm run golden -- FOLDER");
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const verdicts = files.sort().map((name) => ({ name, verdict: verdictOn(join(folder, name)) }));
  for (const { name, verdict } of verdicts) console.log(`${name}  ${verdict.line}`);
  const held = verdicts.filter(({ verdict }) => verdict.ok).length;
  console.log(`${held} of ${files.length} hold`);
  if (files.length === 0 || held < files.length) process.exitCode = 1;
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
