// Checks commit subjects: those since the commit recorded below or since another one (`--since COMMIT`), or with
// `--message FILE` the one that is about to be made.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { isGitsOwn, subjectOf, subjectProblem } from "./check-commits-rule.mjs";

/** "ui: gather the insights screens by view": the last commit before the rule was followed throughout. */
const recorded = "5d25f2180495182a67d350a9050a14aeb8972d73";

const root = path.dirname(import.meta.dirname);
const git = (...args) => spawnSync("git", args, { cwd: root, encoding: "utf8" });
const succeeds = (...args) => git(...args).status === 0;

/** Why the history cannot be checked here; undefined when it can. */
function notChecked(since) {
  if (!succeeds("rev-parse", "--git-dir")) return "there is no git history here";
  if (git("rev-parse", "--is-shallow-repository").stdout.trim() === "true") return "this clone is shallow";
  if (!succeeds("cat-file", "-e", `${since}^{commit}`))
    return `this history does not hold ${since.slice(0, 7)}`;
  return undefined;
}

function checkHistory(since) {
  const reason = notChecked(since);
  if (reason) {
    console.log(`Commit subjects were not checked: ${reason}.`);
    return;
  }
  const { stdout } = git("log", "--no-merges", "--format=%h %s", `${since}..HEAD`);
  const commits = stdout.split("\n").filter(Boolean);
  const problems = commits.flatMap((line) => {
    const [hash, ...words] = line.split(" ");
    const problem = subjectProblem(words.join(" "));
    return problem ? [`${hash} "${words.join(" ")}" ${problem}.`] : [];
  });
  for (const problem of problems) console.error(problem);
  console.log(`${commits.length} commit subjects, ${problems.length} problems.`);
  if (problems.length > 0) process.exitCode = 1;
}

function checkMessage(file) {
  const subject = subjectOf(readFileSync(file, "utf8"));
  const problem = isGitsOwn(subject) ? undefined : subjectProblem(subject);
  if (!problem) return;
  console.error(
    `The subject "${subject}" ${problem}. CONTRIBUTING.md has the rule; your text is kept in ${file}.`,
  );
  process.exitCode = 1;
}

const { values } = parseArgs({ options: { message: { type: "string" }, since: { type: "string" } } });
if (values.message) checkMessage(values.message);
else checkHistory(values.since ?? recorded);
