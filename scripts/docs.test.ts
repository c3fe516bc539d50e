import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { withGenerated } from "./docs/generated";
import { itemTables } from "./docs/item-tables";

const root = path.join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** Numbers of the sections that a text cites: "docs/measurement.md 3.2 and 3.3" cites two. */
function citedSections(text: string): string[] {
  // A comment's line break may stand anywhere within the citation.
  const oneLine = text.replaceAll(/\s*\n\s*(?:\*|\/\/)?\s*/g, " ");
  const citations = oneLine.matchAll(/docs\/measurement\.md (\d(?:\.\d)?(?:(?:, | and | to )\d(?:\.\d)?)*)/g);
  return [...citations].flatMap(([, sections]) => sections!.split(/, | and | to /));
}

function sectionsOf(document: string): string[] {
  return [...document.matchAll(/^##+ (\d(?:\.\d)?)\.? /gm)].map(([, number]) => number!);
}

const folders = ["app", "bench", "db", "docs", "e2e", "lib", "scripts", "server", "testkit", "ui"];

/** Every file that may cite the specification. */
function citingFiles(): string[] {
  const below = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      path.join(folder, file),
    ),
  );
  return [...below, ...readdirSync(root)].filter((file) => /\.(ts|tsx|mjs|md|sql)$/.test(file));
}

describe("docs/measurement.md", () => {
  test("has the sections that code cites", () => {
    const sections = sectionsOf(read("docs/measurement.md"));
    expect(sections).toEqual(["1", "2", "3", "3.1", "3.2", "3.3", "4", "5", "6"]);
    const missing = citingFiles().flatMap((file) =>
      citedSections(read(file))
        .filter((section) => !sections.includes(section))
        .map((section) => `${file} cites ${section}`),
    );
    expect(missing).toEqual([]);
  });

  test("a citation is found with several sections and across the lines of a comment", () => {
    const file = ["docs", "measurement.md"].join("/");
    expect(citedSections(`/** Noise (${file} 3.2 and 3.3),\n * ${file}\n * 4. */`)).toEqual([
      "3.2",
      "3.3",
      "4",
    ]);
    expect(citedSections(`// ${file} 9`)).toEqual(["9"]);
  });

  test("has the items as the instrument has them; `npm run docs` writes them", () => {
    const document = read("docs/measurement.md");
    expect(withGenerated(document, "items", itemTables())).toBe(document);
  });
});
