// Checks who may import whom, after proving on planted violations that the checker sees them.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
const config = path.join(root, ".dependency-cruiser.cjs");
const program = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const folders = ["app", "ui", "server", "db", "lib", "scripts", "testkit", "e2e", "bench", "faults"];
const isCode = (file) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith(".d.ts");

/** Each rule with files that break it. */
const planted = {
  "lib-reaches-too-far": { "lib/a.ts": 'import "@/server/leaf";' },
  "ui-reaches-too-far": { "ui/a.tsx": 'import "../server/leaf";' },
  "db-reaches-too-far": { "db/a.ts": 'import type { Leaf } from "@/server/leaf"; export type A = Leaf;' },
  "server-reaches-too-far": { "server/a.ts": 'export { leaf } from "@/ui/leaf";' },
  "app-reaches-too-far": { "app/page.tsx": 'export const load = () => import("@/db/leaf");' },
  "e2e-reaches-too-far": { "e2e/a.ts": 'import "@/server/leaf";' },
  "bench-reaches-too-far": { "bench/a.ts": 'import "@/ui/leaf";' },
  "faults-reaches-too-far": { "faults/a.ts": 'import "@/server/leaf";' },
  "scripts-reaches-too-far": { "scripts/a.ts": 'import "@/ui/leaf";' },
  "testkit-reaches-too-far": { "testkit/a.ts": 'import "@/server/leaf";' },
  "testkit-stays-out-of-the-product": { "server/c.ts": 'import "@/testkit/leaf";' },
  "lib-is-pure": { "lib/b.ts": 'import "node:fs";' },
  "roster-imports-named-libraries": { "lib/roster/a.ts": 'import "zod";' },
  "statistics-imports-named-libraries": { "lib/statistics/a.ts": 'import "zod";' },
  "schedule-imports-temporal": { "lib/schedule/a.ts": 'import "pg";' },
  "statistics-owns-its-libraries": { "lib/g.test.ts": 'import "ml-matrix";' },
  "browser-gets-no-numerical-library": {
    "ui/h.tsx": '// The browser.\n"use client";\nimport { a } from "@/lib/h"; export const h = a;',
    "lib/h.ts": 'export { a } from "./statistics/h";',
    "lib/statistics/h.ts": 'import { Matrix } from "ml-matrix"; export const a = Matrix;',
  },
  "tests-stay-in-reach": { "lib/c.test.ts": 'import "@/db/leaf";' },
  "nothing-imports-app": { "proxy.ts": 'import "@/app/leaf";' },
  "embedded-is-for-launchers": { "server/b.ts": 'import "@/db/embedded/leaf";' },
  "charts-own-tremor": { "ui/b.tsx": 'import "@tremor/react";' },
  "mail-owns-its-renderer": { "server/d.ts": 'import "@react-email/render";' },
  "links-wait-for-a-click": { "ui/g.tsx": 'import "next/link";' },
  "no-cycles": {
    "lib/d.ts": 'import type { E } from "./e"; export type D = E | 1;',
    "lib/e.ts": 'import type { D } from "./d"; export type E = D | 2;',
  },
  "nothing-unresolved": { "lib/f.ts": 'import "./absent";' },
};

function cruise(directory) {
  const roots = folders.filter((name) => existsSync(path.join(directory, name)));
  const atTop = readdirSync(directory).filter(isCode);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [program, "--config", config, "--output-type", "json", ...roots, ...atTop],
    { cwd: directory, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (!stdout.startsWith("{")) throw new Error(`The import checker did not run.\n${stderr}`);
  const { modules, summary } = JSON.parse(stdout);
  const seen = modules.map(({ source }) => source);
  const violations = [...summary.violations, ...numericalInBrowser(directory, modules)];
  return { seen, violations };
}

/** Imports of a numerical library that are reached from a file for the browser ("use client"). */
function numericalInBrowser(directory, modules) {
  const imports = new Map(modules.map(({ source, dependencies }) => [source, dependencies]));
  const isForBrowser = (source) =>
    isCode(source) &&
    existsSync(path.join(directory, source)) &&
    /^(\s|\/\/.*|\/\*[\s\S]*?\*\/)*["']use client["']/.test(
      readFileSync(path.join(directory, source), "utf8"),
    );
  return [...imports.keys()].filter(isForBrowser).flatMap((from) => {
    const reached = new Set([from]);
    for (const source of reached) {
      for (const { resolved, dependencyTypes } of imports.get(source) ?? []) {
        if (!dependencyTypes.includes("type-only")) reached.add(resolved);
      }
    }
    const rule = { name: "browser-gets-no-numerical-library" };
    return [...reached]
      .filter((source) => /(^|\/)node_modules\/(@stdlib|ml-matrix)\//.test(source))
      .map((to) => ({ rule, from, to }));
  });
}

/** Plants one violation of every rule in a small project and returns the rules that went unnoticed. */
function unnoticedRules() {
  const directory = mkdtempSync(path.join(tmpdir(), "twofold-imports-"));
  try {
    cpSync(path.join(root, "tsconfig.json"), path.join(directory, "tsconfig.json"));
    symlinkSync(path.join(root, "node_modules"), path.join(directory, "node_modules"), "dir");
    const leaves = [
      "app/leaf.ts",
      "ui/leaf.ts",
      "server/leaf.ts",
      "db/leaf.ts",
      "db/embedded/leaf.ts",
      "testkit/leaf.ts",
    ];
    const files = Object.assign({}, ...Object.values(planted));
    for (const file of leaves) files[file] = "export const leaf = 1; export type Leaf = 1;";
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
      writeFileSync(path.join(directory, file), text);
    }
    const { violations } = cruise(directory);
    const noticed = (rule, files) =>
      violations.some((one) => one.rule.name === rule && Object.hasOwn(files, one.from));
    return Object.keys(planted).filter((rule) => !noticed(rule, planted[rule]));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The project's code files that the checker did not see. */
function unseenFiles(seen) {
  const known = new Set(seen);
  return folders
    .filter((name) => existsSync(path.join(root, name)))
    .flatMap((name) =>
      readdirSync(path.join(root, name), { recursive: true, encoding: "utf8" }).map(
        (file) => `${name}/${file}`,
      ),
    )
    .filter((file) => isCode(file) && !known.has(file.replaceAll(path.sep, "/")));
}

const { forbidden } = (await import(config)).default;
const problems = [
  ...forbidden.filter(({ name }) => !planted[name]).map(({ name }) => `no violation is planted for ${name}`),
  ...unnoticedRules().map((rule) => `a planted violation of ${rule} went unnoticed`),
];
const { seen, violations } = cruise(root);
for (const file of unseenFiles(seen)) problems.push(`${file} was not looked at`);
for (const { rule, from, to, cycle } of violations) {
  problems.push(
    `${rule.name}: ${from} -> ${cycle?.length ? cycle.map(({ name }) => name).join(" -> ") : to}`,
  );
}
for (const problem of problems) console.error(problem);
console.log(`${seen.length} modules, ${problems.length} problems with imports.`);
if (problems.length > 0) process.exitCode = 1;
