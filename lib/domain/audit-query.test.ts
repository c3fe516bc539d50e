import { expect, test } from "vitest";
import { auditAreas } from "./audit";
import { auditHref, parseAuditQuery } from "./audit-query";

const id = "11111111-0000-4000-8000-000000000000";

test("an address with all filters is read as it is, empty values count as not there", () => {
  const typed = { area: "reading", action: "duo.read", who: " Ned ", from: "2026-02-28", to: "2026-02-28" };
  expect(parseAuditQuery({ ...typed, before: id }, auditAreas)).toEqual({
    asked: { ...typed, who: "Ned" },
    filters: { ...typed, who: "Ned" },
    cursor: { side: "before", id },
    all: false,
    problems: [],
  });
  expect(parseAuditQuery({ rows: "all" }, auditAreas)).toMatchObject({ all: true, asked: {} });
  expect(parseAuditQuery({ area: "", who: "  ", before: "" }, auditAreas)).toMatchObject({
    asked: {},
    filters: {},
    problems: [],
  });
});

test.each([
  [{ area: "weather" }, "area"],
  [{ action: "duo.sold" }, "action"],
  [{ area: "access", action: "duo.read" }, "other-area"],
  [{ who: "n".repeat(101) }, "who"],
  [{ who: "Ned\u0000" }, "who"],
  [{ from: "2026-02-30" }, "from"],
  [{ from: "0000-01-01" }, "from"],
  [{ to: "yesterday" }, "to"],
  [{ to: "2026-1-1" }, "to"],
  [{ from: "2026-03-02", to: "2026-03-01" }, "range"],
  [{ before: "2" }, "page"],
  [{ after: `${id}0` }, "page"],
])("%j has the problem %s, and what was typed stays", (address, problem) => {
  const { problems, asked } = parseAuditQuery(address, auditAreas);
  expect(problems).toEqual([problem]);
  const { before, after, ...typed } = address as Record<string, string>;
  expect(asked).toEqual(typed);
});

test("areas and actions that a reader may not read do not exist for them", () => {
  expect(parseAuditQuery({ area: "reading" }, ["program"]).problems).toEqual(["area"]);
  expect(parseAuditQuery({ action: "duo.read" }, ["program"]).problems).toEqual(["action"]);
  expect(parseAuditQuery({ action: "duo.moved" }, ["program"]).problems).toEqual([]);
});

test("a link keeps the filters and adds the page", () => {
  expect(auditHref("/audit", {})).toBe("/audit");
  expect(auditHref("/audit", { who: "Ned & Ola" }, { before: id })).toBe(
    `/audit?who=Ned+%26+Ola&before=${id}`,
  );
});
