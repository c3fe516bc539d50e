import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import * as schema from "@/db/schema";
import { auditActions, auditAreas } from "@/lib/domain/audit";
import { attributeValues } from "@/lib/domain/duo-attributes";
import { jobNames } from "@/lib/domain/jobs";
import { actionKinds } from "@/lib/domain/noted-actions";
import { statusCodes } from "@/lib/domain/published";
import { signInMethods } from "@/lib/domain/sign-in-methods";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { exportTables } from "@/lib/insights/export";
import { detailName, detailValue } from "@/lib/personal-data/audit-detail";
import { valueInWords } from "@/lib/personal-data/in-words";
import { shownFields, shownTables } from "@/lib/personal-data/inventory";

const words = dictionary("en");
const into = { words, format: formats("en", "UTC") };

/** Every code that a shown column of the schema can hold, but those that are words already. */
const codes = Object.values(schema).flatMap((table) => {
  if (!is(table, PgTable)) return [];
  const name = shownTables.find((one) => one === getTableName(table));
  if (!name) return [];
  const shown = shownFields(name);
  return Object.values(getTableColumns(table))
    .filter((column) => shown.includes(column.name))
    .flatMap((column) =>
      (column.enumValues ?? []).map((value: string) => ({ name, column: column.name, value })),
    );
});

test("every code of a column that a person reads about themselves has words", () => {
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter((one) => valueInWords(one, into) === one.value)).toEqual([]);
});

test("a reason is said as on the duo's page, by its state", () => {
  const said = (status: string, value: string) =>
    valueInWords({ name: "published_duos", column: "reason", value, row: { status } }, into);
  expect([said("diverging", "both"), said("not-enough-data", "both"), said("strained", "split")]).toEqual([
    "declining and moving apart",
    "too few answers so far",
    "split view",
  ]);
  for (const [status, reasons] of Object.entries(words.status.reason))
    for (const [code, text] of Object.entries(reasons)) expect(said(status, code)).toBe(text);
});

test.each<[string, readonly string[]]>([
  ...Object.entries(attributeValues),
  ["status", [...statusCodes, "incomplete"]],
  ["kind", [...actionKinds, "person", "unit", "duo"]],
  ["method", signInMethods],
  ["view", ["report", "kinds"]],
  ["table", [...exportTables, "csv", "jsonl", "json", "all", "people", "units", "duos"]],
  ["area", auditAreas],
  ["action", Object.keys(auditActions)],
  ["job", jobNames],
  ["role", ["leader", "admin", "reviewer"]],
  ["sharingMode", ["scoped", "private"]],
  ["sort", ["attention", "name", "agreement", "tenure"]],
  ["dir", ["asc", "desc"]],
  ["rows", ["all"]],
  ["outcome", ["removed", "waiting"]],
  ["back", ["true"]],
])("every value of the log's “%s” has words, and a name", (code, values) => {
  expect(detailName(code, words)).not.toBe(code);
  // A word that is its own code is written the same in English, in lower case.
  const own = ["name", "agreement"];
  expect(
    values.filter((value) => !own.includes(value) && detailValue({ code, value }, words) === value),
  ).toEqual([]);
});

test("what somebody searched for is shown as typed, whatever it is called", () => {
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  expect(inherited).toContain("constructor");
  for (const value of inherited) {
    for (const code of ["q", "what", "pair", "from", "sort"])
      expect(detailValue({ code, value }, words)).toBe(value);
    expect(detailName(value, words)).toBe(value);
  }
});
