import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const statement = /^(?:import|export)\s+(?:(type)\s+)?(?:([^"';]*?)\s*from\s*)?"([^"]+)"/gm;
const lazily = /\bimport\("([^"]+)"\)/g;
const isTypesOnly = (names: string | undefined) =>
  names?.startsWith("{") === true && names.split(/[{},]/).every((one) => /^\s*(type\s.*)?$/s.test(one));

/** What a file loads when it runs: modules that it imports for types alone are left out. */
function loads(file: string): string[] {
  const code = readFileSync(file, "utf8");
  const named = [...code.matchAll(statement)].filter(([, type, names]) => !type && !isTypesOnly(names));
  return [...named.map(([, , , from]) => from!), ...[...code.matchAll(lazily)].map(([, from]) => from!)];
}

function resolved(file: string, from: string): string | undefined {
  const base = from.startsWith("@/") ? from.slice(2) : path.join(path.dirname(file), from);
  return ["", ".ts", ".tsx", "/index.ts"].map((end) => base + end).find((one) => existsSync(one));
}

/** The packages that the browser gets: of the files that say "use client" and of everything they load. */
function packagesInBrowser(): { files: Set<string>; packages: Set<string> } {
  const open = ["app", "ui"]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
    )
    .filter((file) => /\.tsx?$/.test(file) && readFileSync(file, "utf8").startsWith('"use client"'));
  const [files, packages] = [new Set(open), new Set<string>()];
  for (const file of files) {
    // A server action is called from the browser and runs on the server.
    if (file.endsWith("/actions.ts") || !/\.tsx?$/.test(file)) continue;
    for (const from of loads(file)) {
      if (!/^(\.|@\/)/.test(from)) packages.add(from);
      else files.add(resolved(file, from) ?? `${from} from ${file}`);
    }
  }
  return { files, packages };
}

it("keeps libraries that compute on the server out of the browser", () => {
  const { files, packages } = packagesInBrowser();
  expect([...files]).toEqual(expect.arrayContaining(["ui/charts/plot.ts", "ui/charts/tremor-mix.tsx"]));
  expect([...packages].sort()).toEqual([
    "@simplewebauthn/browser",
    "@tremor/react",
    "next/link",
    "next/navigation",
    "react",
  ]);
});
