import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureBrowser } from "./browser";
import { ensureBuild } from "./build";
import { asOne, counted, playwrightTally, type Tally, vitestTally } from "./test-reports";

const shell = process.platform === "win32";

/** Runs an npm-installed program, its output on the terminal; true when it ended well. */
function ran(program: string, args: string[], env: Record<string, string> = {}): boolean {
  console.log(`\n> ${program} ${args.join(" ")}`);
  const { status } = spawnSync(program, args, {
    stdio: "inherit",
    shell,
    env: {
      ...process.env,
      PATH: `${path.resolve("node_modules/.bin")}${path.delimiter}${process.env.PATH}`,
      ...env,
    },
  });
  return status === 0;
}

/** Runs a script of package.json beside others, its output printed at its end; true when it ended well. */
const ranBeside = (script: string) =>
  new Promise<boolean>((resolve) => {
    execFile("npm", ["run", "--silent", script], { shell, maxBuffer: Infinity }, (fault, stdout, stderr) => {
      console.log(`\n> npm run ${script}\n${stdout}${stderr}`.trimEnd());
      resolve(!fault);
    });
  });

/** The parts of `npm run check`, beside each other, each counted by itself. */
const checks = (): Promise<Tally[]> =>
  Promise.all(
    ["check:types", "check:style", "check:imports", "check:unused", "check:commits"].map(async (name) =>
      asOne(await ranBeside(name), `npm run ${name}`),
    ),
  );

function vitestTests(reports: string, ...projects: readonly string[]): Tally {
  const report = path.join(reports, `${projects.join("-")}.json`);
  const chosen = projects.flatMap((name) => ["--project", name]);
  const args = ["run", ...chosen, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return counted({ name: "vitest", endedWell: ran("vitest", args), report, read: vitestTally });
}

async function browserTests(reports: string): Promise<Tally> {
  const report = path.join(reports, "playwright.json");
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, TWOFOLD_CHROMIUM: await ensureBrowser() };
  await ensureBuild();
  const endedWell = ran("playwright", ["test", "--reporter=list,json"], env);
  return counted({ name: "playwright", endedWell, report, read: playwrightTally });
}

async function attempt(part: () => ReturnType<Part>): Promise<Tally[]> {
  try {
    return [await part()].flat();
  } catch (error) {
    return [asOne(false, (error as Error).message)];
  }
}

type Part = (reports: string) => Tally | Promise<Tally | Tally[]>;

const parts: Record<string, Part> = {
  "--checks": checks,
  "--unit": (reports) => vitestTests(reports, "unit", "server", "database"),
  "--readme": (reports) => vitestTests(reports, "readme"),
  "--e2e": browserTests,
};

/**
 * `npm test`: types, style and rules, unit and database tests, the README's commands in a fresh clone, build and browser
 * tests; `-- --checks`, `-- --unit`, `-- --readme` and `-- --e2e` run a part.
 */
export async function test(args: readonly string[]): Promise<void> {
  const unknown = args.filter((arg) => !Object.hasOwn(parts, arg));
  if (unknown.length > 0) {
    throw new Error(`No part called ${unknown.join(", ")}. There is: ${Object.keys(parts).join(", ")}.`);
  }
  const reports = mkdtempSync(path.join(tmpdir(), "twofold-reports-"));
  const tallies: Tally[] = [];
  for (const name of args.length > 0 ? args : Object.keys(parts)) {
    tallies.push(...(await attempt(() => parts[name]!(reports))));
  }
  rmSync(reports, { recursive: true, force: true });
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  const faults = tallies.flatMap((tally) => tally.faults);
  if (faults.length > 0) console.log(`\nFailed:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}
