import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { counted, playwrightTally, vitestTally } from "./test-reports";

const vitestReport = (message: string, ...tests: object[]) =>
  JSON.stringify({
    numPassedTests: 3,
    numTotalTests: 3 + tests.length,
    testResults: [{ name: path.resolve("lib/a.test.ts"), message, assertionResults: tests }],
  });

describe("what a run says of its failures", () => {
  it("names Vitest's failed and skipped tests by file and name, with the first lines of the reason", () => {
    const failed = {
      status: "failed",
      fullName: "a sum adds",
      failureMessages: ["expected 2 to be 3\n    at a"],
    };
    const skipped = { status: "skipped", fullName: "a sum waits", failureMessages: [] };
    expect(vitestTally(vitestReport("", failed, skipped))).toEqual({
      passed: 3,
      failed: 2,
      faults: [
        "lib/a.test.ts: a sum adds (failed)\n    expected 2 to be 3\n        at a",
        "lib/a.test.ts: a sum waits (skipped)",
      ],
    });
  });

  it("names a file of Vitest's that could not be read at all", () => {
    expect(vitestTally(vitestReport("Cannot find module"))).toMatchObject({
      faults: ["lib/a.test.ts\n    Cannot find module"],
    });
  });

  it("names Playwright's failures, those that passed at a second try and those that did not run", () => {
    const spec = (line: number, status: string, message?: string) => ({
      ok: false,
      file: "home.spec.ts",
      line,
      title: "home",
      tests: [{ status, results: [{ error: message === undefined ? undefined : { message } }] }],
    });
    const report = {
      stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 1 },
      errors: [],
      suites: [
        {
          specs: [spec(3, "expected")],
          suites: [
            { specs: [spec(7, "unexpected", "not visible"), spec(9, "flaky", "late"), spec(12, "skipped")] },
          ],
        },
      ],
    };
    expect(playwrightTally(JSON.stringify(report))).toEqual({
      passed: 5,
      failed: 3,
      faults: [
        "e2e/home.spec.ts:7 home (unexpected)\n    not visible",
        "e2e/home.spec.ts:9 home (flaky)\n    late",
        "e2e/home.spec.ts:12 home (skipped)",
      ],
    });
  });

  describe("of a runner that ended with an error", () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(path.join(tmpdir(), "twofold-reports-test-"));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it("is one failure when it left no report, or one without a failure", () => {
      const report = path.join(folder, "report.json");
      const run = { name: "vitest", endedWell: false, report, read: vitestTally };
      expect(counted(run)).toEqual({ passed: 0, failed: 1, faults: ["vitest ended with an error"] });
      writeFileSync(report, vitestReport(""));
      expect(counted(run)).toEqual({ passed: 3, failed: 1, faults: ["vitest ended with an error"] });
      expect(counted({ ...run, endedWell: true })).toMatchObject({ passed: 3, failed: 0, faults: [] });
    });
  });
});
