import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isGitsOwn, subjectOf, subjectProblem } from "./check-commits-rule.mjs";

describe("a commit subject", () => {
  test.each([
    "audit: name every action",
    "lib/engine, docs: seed the bootstrap",
    "e2e: focus the first field",
    "db: process due cycles in order",
    `ui: ${"a".repeat(68)}`,
  ])("may be %j", (subject) => expect(subjectProblem(subject)).toBeUndefined());

  test.each([
    [`ui: ${"a".repeat(69)}`, "73 characters"],
    ["Lists of 25: twice as many took twice as long", "area in lower case"],
    ["gather the insights screens", "area in lower case"],
    ["ui:gather the insights screens", "area in lower case"],
    ["", "area in lower case"],
    ["ui: Gather the insights screens", "lower-case verb"],
    ["ui: gathers the insights screens", '"gathers"'],
    ["ui: gathered the insights screens", '"gathered"'],
    ["ui: gathering the insights screens", '"gathering"'],
    ["ui: gather the insights screens.", "full stop"],
  ])("may not be %j", (subject, reason) => expect(subjectProblem(subject)).toContain(reason));

  test("is the first line of a message that is no comment", () => {
    expect(subjectOf("\n# Please enter\nui: gather\n\nBecause.\n")).toBe("ui: gather");
    expect(subjectOf("# nothing else\n")).toBe("");
  });

  test("that git writes is let through by the hook, a similar one is not", () => {
    expect(["Merge branch 'a'", "fixup! ui: gather"].map(isGitsOwn)).toEqual([true, true]);
    expect(["Merged a", "fixup: gather"].map(isGitsOwn)).toEqual([false, false]);
  });
});

describe("over a history", () => {
  let folder: string;
  // Nothing of the machine's own git settings, nor of a hook that these tests may run under.
  const env: NodeJS.ProcessEnv = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" };
  for (const name of ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"]) delete env[name];
  const run = (program: string, args: string[], cwd = folder) => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: "utf8" });
    return { status, output: stdout + stderr };
  };
  const check = (args: string[] = [], cwd = folder) =>
    run(process.execPath, ["scripts/check-commits.mjs", ...args], cwd);
  const git = (...args: string[]) =>
    run("git", ["-c", "user.name=Test", "-c", "user.email=test@example.test", ...args]);
  const commit = (subject: string) => {
    writeFileSync(path.join(folder, "file"), subject);
    git("add", ".");
    return git("commit", "-m", subject);
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "twofold-commits-"));
    for (const file of ["check-commits.mjs", "check-commits-rule.mjs"]) {
      cpSync(path.join(import.meta.dirname, file), path.join(folder, "scripts", file));
    }
    cpSync(path.join(import.meta.dirname, "../.githooks"), path.join(folder, ".githooks"), {
      recursive: true,
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("only what came since is checked, and what is wrong is named", () => {
    git("init");
    commit("Everything before is left alone");
    const since = git("rev-parse", "HEAD").output.trim();
    commit("ui: gather the screens");
    expect(check(["--since", since])).toEqual({ status: 0, output: "1 commit subjects, 0 problems.\n" });
    commit("Gathers some more");
    const { status, output } = check(["--since", since]);
    expect(status).toBe(1);
    expect(output).toContain('"Gathers some more" is not "area: what the commit does"');
  });

  test("without a history, in a shallow clone, and where the recorded commit is absent it passes and says so", () => {
    expect(check()).toEqual({ status: 0, output: expect.stringContaining("no git history") });
    git("init");
    commit("Bad.");
    commit("Worse.");
    expect(check()).toEqual({ status: 0, output: expect.stringContaining("does not hold 5d25f21") });
    git("clone", "--depth=1", `file://${folder}`, "shallow");
    const shallow = check([], path.join(folder, "shallow"));
    expect(shallow).toEqual({ status: 0, output: expect.stringContaining("shallow") });
  });

  test("the hook refuses a message and keeps its text", () => {
    git("init");
    git("config", "core.hooksPath", ".githooks");
    expect(commit("Gathers the screens").output).toContain("CONTRIBUTING.md has the rule");
    expect(readFileSync(path.join(folder, ".git/COMMIT_EDITMSG"), "utf8")).toContain("Gathers the screens");
    expect(git("log").status).not.toBe(0);
    expect(commit("ui: gather the screens").status).toBe(0);
  });
});
