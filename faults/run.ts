import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { withLifecycle } from "@/scripts/launch/lifecycle";
import { parametersOf, readArguments, type Wanted } from "./arguments";
import { jsonOf, objections, type Report, tableOf } from "./report";
import { Started } from "./started";
import type { Setting, Trial } from "./trial";

const here = import.meta.dirname;

type Chosen = { name: string; trial: Trial; parameters: Trial["parameters"] };

/**
 * `npm run faults -- NAME` runs the trial of `faults/NAME/run.ts`, without a name all of them: each starts what it needs
 * on this machine, damages it, counts what became of it, and stops what it started. Prints a table and, last, one line of
 * JSON for each. Fails where something was lost, doubled or crossed, or where a control found nothing; other limits are
 * shown in the table.
 */
export function faults(args: readonly string[]): Promise<void> {
  return withLifecycle(async (lifecycle) => {
    const wanted = readArguments(args);
    const done: [name: string, report: Report][] = [];
    for (const chosen of await choose(wanted)) {
      const started = new Started();
      lifecycle.onStop(() => started.stop());
      done.push([chosen.name, await runOne(chosen, { controls: wanted.controls, started })]);
    }
    console.table(done.flatMap(([name, report]) => tableOf(name, report)));
    for (const [name, report] of done) {
      for (const objection of objections(report)) console.error(`${name}: ${objection}`);
      console.log(JSON.stringify(jsonOf(name, report)));
    }
    if (done.some(([, report]) => objections(report).length > 0)) process.exitCode = 1;
  });
}

/** The trials that are wanted, all of them looked at before the first one begins. */
async function choose({ names, numbers }: Wanted): Promise<Chosen[]> {
  const known = readdirSync(here).filter((name) => existsSync(join(here, name, "run.ts")));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`No trial called ${unknown.join(", ")}. There is: ${known.join(", ")}.`);
  }
  const chosen: Chosen[] = [];
  for (const name of names.length > 0 ? names : known) {
    const { trial }: { trial: Trial } = await import(pathToFileURL(join(here, name, "run.ts")).href);
    chosen.push({ name, trial, parameters: parametersOf(name, trial, numbers) });
  }
  return chosen;
}

async function runOne(
  { name, trial, parameters }: Chosen,
  { controls, started }: Pick<Setting, "controls" | "started">,
): Promise<Report> {
  const say = (line: string) => console.error(`${name}: ${line}`);
  const began = performance.now();
  try {
    const report = await trial.run({ parameters, controls, started, say });
    const seconds = { name: "seconds", measured: Math.round((performance.now() - began) / 1000) };
    return { ...report, figures: [...report.figures, seconds] };
  } finally {
    await started.stop();
  }
}
