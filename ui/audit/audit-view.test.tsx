import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { AuditLine } from "@/lib/domain/audit";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { AuditView } from "./audit-view";

const id = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const line: AuditLine = {
  id: id(1),
  at: new Date("2026-11-26T03:00:00Z"),
  actorId: id(2),
  actorName: "Ada Example",
  action: "duo.moved",
  subjectId: id(3),
  unitName: null,
  toUnit: "Eng",
  fromUnit: "Sales",
  role: null,
  partners: [],
  cycleNumber: null,
  table: null,
};

/** The last cell of the row. */
function about(more: Partial<AuditLine>): string {
  const log = { page: 1, pages: 1, perPage: 100, total: 1, all: false, lines: [{ ...line, ...more }] };
  const html = renderToStaticMarkup(
    <AuditView
      log={log}
      reader={{ personId: id(2), isReviewer: false }}
      words={dictionary("en")}
      format={formats("en", "UTC")}
    />,
  );
  const text = html.match(/<td[^>]*>((?:(?!<\/td>).)*)<\/td><\/tr>/s)?.[1] ?? "";
  return text.replace(/<[^>]*>|[\u2066-\u2069]/g, "");
}

test.each<[string, Partial<AuditLine>]>([
  ["Duo 33333333 · from Sales · to Eng", {}],
  [
    "Duo 33333333 · Person 44444444 · Person 55555555 · Eng",
    { action: "duo.replaced", fromUnit: null, partners: [id(4), id(5)] },
  ],
  ["Person 33333333 · Leader · Eng", { action: "role.granted", fromUnit: null, role: "leader" }],
  ["Person 33333333", { action: "address.set", fromUnit: null, toUnit: null }],
  ["Core · from Sales · to Eng", { action: "unit.moved", unitName: "Core" }],
])("a row says what it is about: %s", (said, more) => {
  expect(about(more)).toBe(said);
});
