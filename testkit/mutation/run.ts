import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import equivalentMutants from "./equivalent.json" with { type: "json" };

const usual = ["lib/scoring", "lib/domain"];
const root = path.resolve(import.meta.dirname, "../..");
const reportFile = path.join(root, ".twofold/mutation.json");
const stryker = path.join(root, "node_modules/@stryker-mutator/core/bin/stryker.js");

const place = z.object({ line: z.number(), column: z.number() });
const mutantSchema = z.object({
  location: z.object({ start: place, end: place }),
  replacement: z.string(),
  status: z.string(),
});
const reportSchema = z.object({
  files: z.record(z.string(), z.object({ source: z.string(), mutants: z.array(mutantSchema) })),
});

/** A small change of the code: `replacement` in place of `code`. */
type Mutant = { readonly file: string; readonly code: string; readonly replacement: string };
type TriedMutant = Mutant & { readonly line: number; readonly status: string };

/**
 * `npm run mutation -- FOLDER …`: changes a folder's code in small ways ("mutants") and counts how many of them make a test
 * fail. Prints each survivor, and as the last line for each folder JSON with the score in percent.
 */
export function mutation(named: readonly string[]): void {
  const absent = named.filter((folder) => !existsSync(path.join(root, folder)));
  if (absent.length > 0) {
    throw new Error(
      `There is no folder ${absent.join(", ")}. Name one as seen from the top, such as lib/scoring.`,
    );
  }
  for (const folder of named.length > 0 ? named : usual) {
    console.log(`\nMutants of ${folder}`);
    const mutants = tryMutants(folder);
    const killed = mutants.filter(({ status }) => status === "Killed" || status === "Timeout").length;
    const survivors = mutants.filter(({ status }) => status === "Survived" || status === "NoCoverage");
    explain(folder, survivors);
    const score = Number(((100 * killed) / (killed + survivors.length)).toFixed(2));
    console.log(JSON.stringify({ score, killed, survived: survivors.length }));
  }
}

function tryMutants(folder: string): TriedMutant[] {
  rmSync(reportFile, { force: true });
  const { status } = spawnSync(process.execPath, [stryker, "run"], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, MUTATED_FOLDER: folder },
  });
  if (status !== 0 || !existsSync(reportFile))
    throw new Error(`The mutants of ${folder} were not all tried.`);
  const { files } = reportSchema.parse(JSON.parse(readFileSync(reportFile, "utf8")));
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map(({ location: { start, end }, replacement, status }) => {
      const lines = source.split("\n").slice(start.line - 1, end.line);
      lines.push(lines.pop()!.slice(0, end.column - 1));
      lines.unshift(lines.shift()!.slice(start.column - 1));
      return { file, line: start.line, code: lines.join("\n"), replacement, status };
    }),
  );
}

/** Says of each survivor why no test can fail, or that none does; and which explanations are no longer needed. */
function explain(folder: string, survivors: readonly TriedMutant[]): void {
  for (const survivor of survivors) {
    const known = equivalentMutants.find((one) => isSame(one, survivor));
    const line = `${survivor.file}:${survivor.line}  ${textOf(survivor)}`;
    console.log(`${line}\n    ${known ? `cannot be found: ${known.reason}` : "no test fails"}`);
  }
  for (const one of equivalentMutants) {
    if (one.file.startsWith(`${folder}/`) && !survivors.some((survivor) => isSame(one, survivor))) {
      console.log(`${one.file}  ${textOf(one)}\n    is in equivalent.json and did not survive`);
    }
  }
}

function isSame(one: Mutant, other: Mutant): boolean {
  return one.file === other.file && one.code === other.code && one.replacement === other.replacement;
}

function textOf({ code, replacement }: Mutant): string {
  return `${JSON.stringify(code)} -> ${JSON.stringify(replacement)}`;
}
