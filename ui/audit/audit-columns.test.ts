import { expect, test } from "vitest";
import type { AuditLine } from "@/lib/domain/audit";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { auditColumns } from "./audit-columns";

const id = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const line: AuditLine = {
  id: id(1),
  at: new Date("2026-11-26T03:00:00Z"),
  actor: { id: id(2), name: "Ada Example" },
  action: "duo.moved",
  subject: { id: id(3), name: "Ned & Ola" },
  unitName: null,
  toUnit: "Eng",
  fromUnit: "Sales",
  role: null,
  partners: [],
  cycleNumber: null,
  table: null,
  view: null,
  method: null,
  months: null,
  monthsBefore: null,
  what: null,
};

/** The last cell of the row. */
function about(more: Partial<AuditLine>): string {
  const [words, format] = [dictionary("en"), formats("en", "UTC")];
  const columns = auditColumns({ reader: { personId: id(2) }, words, format });
  return String(columns.at(-1)!.cell({ ...line, ...more })).replace(/[\u2066-\u2069]/g, "");
}

const mia = { id: id(4), name: "Mia" };
const erased = { id: id(5), name: null };
const noUnits = { subject: null, fromUnit: null, toUnit: null };

test.each<[string, Partial<AuditLine>]>([
  ["Ned & Ola · from Sales · to Eng", {}],
  ["Duo 55555555 · from Sales · to Eng", { subject: erased }],
  [
    "Ned & Ola · Mia · Former person · Eng",
    { action: "duo.replaced", fromUnit: null, partners: [mia, erased] },
  ],
  ["Mia · Leader · Eng", { action: "role.granted", subject: mia, fromUnit: null, role: "leader" }],
  ["Former person", { action: "address.set", subject: erased, fromUnit: null, toUnit: null }],
  ["Core · from Sales · to Eng", { action: "unit.moved", unitName: "Core" }],
  ["Former person", { action: "person.erased", ...noUnits, subject: erased }],
  ["24 → 12 months", { action: "retention.changed", ...noUnits, months: "12", monthsBefore: "24" }],
  [
    "Core · name, platform unit",
    { action: "unit.changed", ...noUnits, unitName: "Core", what: "name platform" },
  ],
  ["by a passkey", { action: "session.opened", ...noUnits, method: "passkey" }],
  ["Core · its report", { action: "unit.read", ...noUnits, unitName: "Core", view: "report" }],
  ["as JSON Lines", { action: "audit.exported", ...noUnits, table: "jsonl" }],
])("a row says what it is about: %s", (said, more) => {
  expect(about(more)).toBe(said);
});
