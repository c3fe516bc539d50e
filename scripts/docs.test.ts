import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { withGenerated } from "./docs/generated";
import { itemTables } from "./docs/item-tables";

const root = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

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

const folders = ["app", "bench", "db", "docs", "e2e", "faults", "lib", "scripts", "server", "testkit", "ui"];

/** Every file that may cite the specification. */
function citingFiles(): string[] {
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
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

/** Where a document's links lead, those to other sites left out: a file, and a heading in it if one is named. */
function linksIn(document: string): { file: string; heading: string | undefined }[] {
  const text = document.replaceAll(/```[\s\S]*?```|`[^`]*`/g, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => {
    if (/^[a-z]+:/.test(target!)) return [];
    const [file = "", heading] = target!.split("#");
    return [{ file, heading }];
  });
}

/** Headings as GitHub names them in an address. */
const headingsOf = (document: string) =>
  [...document.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

describe("documents", () => {
  const documents = citingFiles().filter((file) => file.endsWith(".md"));

  test("link to files and headings that are there", () => {
    const broken = documents.flatMap((file) =>
      linksIn(read(file)).flatMap(({ file: target, heading }) => {
        const found = target === "" ? file : join(dirname(file), decodeURI(target));
        if (!existsSync(join(root, found))) return [`${file}: ${target}`];
        const isThere = heading === undefined || headingsOf(read(found)).includes(heading);
        return isThere ? [] : [`${file}: ${target}#${heading}`];
      }),
    );
    expect(documents.length).toBeGreaterThan(25);
    expect(broken).toEqual([]);
  });

  test("list every decision", () => {
    const decisions = readdirSync(join(root, "docs/decisions")).filter((file) => /^\d{4}-/.test(file));
    const listed = linksIn(read("docs/decisions/README.md")).map(({ file }) => file);
    expect(listed.toSorted()).toEqual(decisions.toSorted());
  });

  test("name commands that exist", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const named = documents.flatMap((file) =>
      [...read(file).matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map(([, name]) => `${file}: ${name}`),
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((one) => !((one.split(": ")[1] ?? "") in scripts))).toEqual([]);
  });

  /** README's rows of commands, and the lines of its first example. */
  const commandRows = () => read("README.md").match(/^(?:\| `npm |npm ).*$/gm)!;

  test("list every command in README", () => {
    const { scripts } = JSON.parse(read("package.json"));
    // "`npm run db:setup`, `db:migrate`": a row may name several, in its first cell.
    const cells = commandRows().map((row) => row.split(" | ")[0]!);
    const missing = Object.keys(scripts).filter((name) => {
      const named = new RegExp(`(npm run |npm |\`)${name}(?![\\w:-])`);
      return !cells.some((cell) => named.test(cell)) && !name.startsWith("check:");
    });
    expect(missing).toEqual([]);
  });

  test.each([
    ["bench", "bench"],
    ["faults", "faults"],
    ["proof", "testkit/proof"],
  ])("README names everything that `npm run %s -- NAME` runs", (command, folder) => {
    const row = commandRows().find((one) => one.includes(`npm run ${command} -- NAME`))!;
    const names = readdirSync(join(root, folder)).filter((name) =>
      existsSync(join(root, folder, name, "run.ts")),
    );
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !row.includes(`\`${name}\``))).toEqual([]);
  });
});
