// Checks the length of functions in the product's code. Parameters and the length of files are rules of biome.json, which
// counts the lines of a function wrongly: an expression over several lines counts once.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { longFunctions } from "./check-lengths-rule.mjs";

const root = path.dirname(import.meta.dirname);
const folders = ["app", "ui", "server", "db", "lib", "scripts"];
const isProduct = (file) => /\.(ts|tsx|mjs|js)$/.test(file) && !/\.(test|d)\.tsx?$/.test(file);

const files = folders.flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter(isProduct)
    .map((file) => path.join(folder, file)),
);
const problems = files.flatMap((file) =>
  longFunctions(file, readFileSync(path.join(root, file), "utf8")).map(
    ({ line, name, lines }) =>
      `${file}:${line} ${name} has ${lines} lines: split it, or say in the comment above why it is a table of data`,
  ),
);
for (const problem of problems) console.error(problem);
console.log(`${files.length} files, ${problems.length} functions too long.`);
if (problems.length > 0) process.exitCode = 1;
