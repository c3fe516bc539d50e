import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ProofReport } from "../report";

/** Inputs for each endpoint and bodies for each action; `npm test` sends fifty of each. */
const perEndpoint = 2000;
const perAction = 500;

const program = path.join(path.dirname(createRequire(import.meta.url).resolve("@playwright/test")), "cli.js");

type Spec = { title: string; ok: boolean };
type Suite = { suites?: Suite[]; specs?: Spec[] };
const specsOf = ({ suites = [], specs = [] }: Suite): Spec[] => [...specs, ...suites.flatMap(specsOf)];

/**
 * `npm run proof -- malformed` sends all malformed inputs to a server of its own (`e2e/malformed`). A leak is an
 * endpoint or an action that answered one with a 5xx, with words of the database, or not at all.
 */
export async function run(): Promise<ProofReport> {
  const reports = mkdtempSync(path.join(tmpdir(), "twofold-malformed-"));
  const report = path.join(reports, "report.json");
  spawnSync(
    process.execPath,
    [program, "test", "e2e/malformed", "--project=desktop", "--reporter=list,json"],
    {
      stdio: "inherit",
      env: {
        ...process.env,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        TWOFOLD_MALFORMED_ENDPOINT: String(perEndpoint),
        TWOFOLD_MALFORMED_ACTION: String(perAction),
      },
    },
  );
  const specs = specsOf(JSON.parse(readFileSync(report, "utf8")));
  rmSync(reports, { recursive: true, force: true });
  const tried = specs.filter(({ title }) => title !== "every action has its row");
  const cases = tried.reduce(
    (sum, { title }) => sum + (title.startsWith("action ") ? perAction : perEndpoint),
    0,
  );
  return {
    name: "malformed",
    organizations: 0,
    cases,
    leaks: specs.filter(({ ok }) => !ok).length,
    undecided: 0,
    controls: [],
  };
}
