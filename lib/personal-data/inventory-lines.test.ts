import { expect, test } from "vitest";
import { parseCsv } from "../csv/csv";
import { dictionary } from "../i18n";
import { formats } from "../i18n/format";
import { inventoryTables } from "./columns";
import { inventoryCsv, tableInWords } from "./inventory-lines";

const next = { number: 3, opensOn: "2025-03-03", endsAt: "2027-03-24T18:00:00Z" };
const kept = { months: 24, next, waiting: null };
const records = parseCsv(inventoryCsv(kept, { words: dictionary("en"), format: formats("en", "UTC") }));
const recordOf = (table: string, column: string) =>
  records.find(([name, field]) => name === table && field === column);

test("the file has a record for each column, with every fact of it", () => {
  const columns = inventoryTables().flatMap((table) => table.columns);
  expect(records).toHaveLength(1 + columns.length);
  expect(records.filter((record) => record.length !== 8 || record.some((cell) => !cell))).toEqual([]);
});

test("it says who reads a column, and whether it is encrypted or a hash", () => {
  expect(recordOf("response_parts", "answers")!.slice(2)).toEqual([
    "Answers",
    "The person’s own",
    "What a person was asked and answered.",
    expect.stringMatching(/nobody else$/),
    "For 24 months after the cycle’s close, less where less was promised, or until the person withdraws them or is erased. The next ones go on 24 March 2027: Cycle 3, March 2025.",
    "encrypted",
  ]);
  // Somebody's own account and grades reach no partner, and their name does.
  expect(recordOf("people", "email")![5]).toBe("the person and the program’s admins");
  expect(recordOf("people", "name")![5]).toContain("their partner");
  expect(recordOf("duos", "ic_grade")![5]).toBe("the person and the program’s admins");
  expect(recordOf("duo_cycles", "grade_gap")![5]).toMatch(/^nobody/);
  expect(recordOf("role_grants", "granted_by")![5]).toBe("everybody in the organization");
  expect(recordOf("sessions", "session_token")!.slice(-1)).toEqual(["as a hash"]);
});

test("it says what an erasure leaves, who reads a part, and what a shorter time that waits changes", () => {
  expect(recordOf("people", "erased_digest")!.slice(-2)).toEqual([
    "From the erasure on, for good.",
    "as a hash",
  ]);
  expect(recordOf("duos", "display_name")![5]).toContain("the reviewer");
  expect(recordOf("audit_log", "actor_id")![5]).toContain("of changes to the program alone");
  const into = { words: dictionary("en"), format: formats("en", "UTC") };
  expect(tableInWords("people", kept, into).readers).toBe(
    "the person and the program’s admins; a part of it also their partner and the reviewer",
  );
  const waiting = {
    months: 12,
    from: "2025-04-02T09:00:00Z",
    next: { ...next, endsAt: "2026-03-24T18:00:00Z" },
  };
  expect(tableInWords("commitments", { ...kept, waiting }, into).kept).toMatch(
    /on 24 March 2027: Cycle 3, March 2025\. From 2 April 2025 on it is 12 months, unless the change is undone: the next ones then go on 24 March 2026, Cycle 3, March 2025\.$/,
  );
});

test("it addresses nobody as “you”", () => {
  expect(records.flat().filter((cell) => /\byou(r|rs)?\b/i.test(cell))).toEqual([]);
});
