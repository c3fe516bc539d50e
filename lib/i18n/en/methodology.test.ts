import { expect, test } from "vitest";
import { type ContentBlock, dataTables, type FormulaBlock } from "../../methodology/content";
import { parseNotation } from "../../methodology/notation";
import { headingIds, sectionIds } from "../../methodology/sections";
import { methodology } from "./methodology";

const sections = sectionIds.map((id) => methodology.sections[id]);
const blocks = sections.flatMap((section) => section.blocks);
const sentences = [
  ...methodology.summary,
  ...sections.flatMap(({ title, plain }) => [title, plain]),
  ...blocks.flatMap(sentencesOf),
];
const formulas = [...blocks.flatMap(formulasOf), ...sentences.flatMap(mathOf)];
function formulasOf(block: ContentBlock): readonly string[] {
  return isFormula(block) ? block.formula : [];
}

function mathOf(sentence: string): readonly string[] {
  return sentence.split("$").filter((_, index) => index % 2 === 1);
}

function isFormula(block: ContentBlock): block is FormulaBlock {
  return typeof block !== "string" && "formula" in block;
}

function sentencesOf(block: ContentBlock): readonly string[] {
  if (typeof block === "string") return [block];
  if ("formula" in block) return block.where ?? [];
  if ("list" in block) return block.list;
  if ("heading" in block) return [block.heading];
  return "table" in block ? [...block.table.head, ...block.table.rows.flat()] : [];
}

test("every formula can be read", () => {
  expect(formulas.length).toBeGreaterThan(60);
  for (const formula of formulas) expect(() => parseNotation(formula), formula).not.toThrow();
  for (const sentence of sentences) expect(sentence.split("$").length % 2, sentence).toBe(1);
});

test("k is the cycle in which a change may have begun, and nothing else", () => {
  const withK = formulas.filter((formula) => /(^|[^\p{L}])k([^\p{L}]|$)/u.test(formula));
  expect(withK.length).toBeGreaterThan(5);
  // By itself, as a sum or a maximum over the cycles, or as the cycle that a ramp begins in.
  expect(withK.filter((formula) => !/^k$|^k = t$|Σ_k|max_k|i − k/.test(formula))).toEqual([]);
});

test("no figure is missing from a sentence or a formula", () => {
  for (const text of [...sentences, ...formulas]) {
    expect(text).not.toMatch(/undefined|null|NaN|Infinity|\[object|\d\.\d{5}/);
  }
});

test("every heading that figures link to, and every table of data, is there once", () => {
  const headings = blocks.flatMap((block) =>
    typeof block !== "string" && "heading" in block && block.id ? [block.id] : [],
  );
  expect(headings.toSorted()).toEqual(headingIds.toSorted());
  const tables = blocks.flatMap((block) =>
    typeof block !== "string" && "data" in block ? [block.data] : [],
  );
  expect(tables.toSorted()).toEqual(dataTables.toSorted());
});

test("tables have a cell for every column", () => {
  for (const block of blocks) {
    if (typeof block === "string" || !("table" in block)) continue;
    for (const row of block.table.rows) expect(row, row[0]).toHaveLength(block.table.head.length);
  }
});

test("answers are called confidential, never anonymous", () => {
  expect(sentences.join(" ")).not.toMatch(/anonym/i);
  expect(methodology.sections["who-sees-what"].plain).toContain("confidential");
});
