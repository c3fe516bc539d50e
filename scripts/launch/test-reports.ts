import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** How many tests passed and failed, and what to say of each that failed, so that it can be read after a long run. */
export type Tally = { passed: number; failed: number; faults: string[] };

type VitestReport = {
  numPassedTests: number;
  numTotalTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
};

type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs?: {
    ok: boolean;
    file: string;
    line: number;
    title: string;
    tests: { status: string; results: { error?: { message?: string } }[] }[];
  }[];
};

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: PlaywrightSuite[];
  errors: { message?: string }[];
};

/** A step counts as one test. */
export const asOne = (passed: boolean, name: string): Tally => ({
  passed: passed ? 1 : 0,
  failed: passed ? 0 : 1,
  faults: passed ? [] : [name],
});

const firstLines = (message = "") => message.trim().split("\n").slice(0, 6).join("\n    ");

const fault = (name: string, message?: string) => [name, firstLines(message)].filter(Boolean).join("\n    ");

/** What Vitest's JSON report counts; a test that did not run has not passed. */
export function vitestTally(json: string): Tally {
  const { numPassedTests, numTotalTests, testResults } = JSON.parse(json) as VitestReport;
  const faults = testResults.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative(process.cwd(), name);
    const failed = assertionResults.filter(({ status }) => status !== "passed");
    if (failed.length === 0) return message ? [fault(file, message)] : [];
    return failed.map((test) => fault(`${file}: ${test.fullName} (${test.status})`, test.failureMessages[0]));
  });
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests, faults };
}

const specsOf = (suite: PlaywrightSuite): NonNullable<PlaywrightSuite["specs"]> => [
  ...(suite.specs ?? []),
  ...(suite.suites ?? []).flatMap(specsOf),
];

/** What Playwright's JSON report counts; a test that passed at a second try, or did not run, has not passed. */
export function playwrightTally(json: string): Tally {
  const { stats, suites, errors } = JSON.parse(json) as PlaywrightReport;
  const faults = suites.flatMap(specsOf).flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status !== "expected")
      .map(({ status, results }) => {
        const message = results.find(({ error }) => error)?.error?.message;
        return fault(`e2e/${file}:${line} ${title} (${status})`, message);
      }),
  );
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped,
    faults: [...errors.map(({ message }) => fault("Playwright", message)), ...faults],
  };
}

/** A runner's own count; one that crashed without counting a failure has one all the same. */
export function counted(run: {
  name: string;
  endedWell: boolean;
  report: string;
  read: (json: string) => Tally;
}) {
  const { name, endedWell, report, read } = run;
  const tally: Tally = existsSync(report)
    ? read(readFileSync(report, "utf8"))
    : { passed: 0, failed: 0, faults: [] };
  if (endedWell || tally.failed > 0) return tally;
  return { ...tally, failed: 1, faults: [...tally.faults, `${name} ended with an error`] };
}
