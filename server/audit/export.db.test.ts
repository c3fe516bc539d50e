import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { csvOriginal, parseCsv } from "@/lib/csv/csv";
import type { AuditLine, AuditNamed } from "@/lib/domain/audit";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { openAuditFile } from "./export";
import { loadAuditLog } from "./read";

const database = freshDatabase();
let made: MadeOrganization;
let marek: Viewer;

beforeAll(async () => {
  made = await createOrganization(database.admin, {
    people: { Ned: {}, Ola: {}, Ada: { admin: true }, Marek: { reviewer: true }, Vera: { leads: "Company" } },
    duos: { first: { ic: "Ned", manager: "Ola" } },
  });
  const { Ada, Ned, Ola, Vera } = made.people;
  // A file defuses whatever is stored, also what the database takes no more.
  await database.admin.query("alter table duos drop constraint duos_name");
  await database.admin.query("update duos set display_name = $1 where id = $2", [
    '=HYPERLINK("http://x"), a "pair"\nof\\two',
    made.duos.first,
  ]);
  const partners = { ic: Ned!.id, manager: Ola!.id, unit: made.units.Company };
  await database.admin.query(
    `insert into audit_log (org_id, id, at, actor_id, action, area, subject_id, detail) values
       ($1, gen_random_uuid(), '2026-01-01T09:00:00.000001Z', $2, 'duo.added', 'program', $3, $4),
       ($1, gen_random_uuid(), '2026-01-01T09:00:00.000002Z', $5, 'duo.read', 'reading', $3, '{"note": "not for files"}'),
       ($1, gen_random_uuid(), '2026-01-02T09:00Z', null, 'planned.missed', 'program', null, '{}'),
       ($1, gen_random_uuid(), '2026-01-03T09:00Z', $6, 'session.opened', 'access', null, '{"method": "passkey"}'),
       ($1, gen_random_uuid(), '2026-01-03T10:00Z', $2, 'retention.changed', 'program', null, '{"months": 12, "before": 24}'),
       ($1, gen_random_uuid(), '2026-01-03T11:00Z', $5, 'unit.read', 'reading', $7, '{"view": "report"}')`,
    [made.orgId, Ada!.id, made.duos.first, partners, Vera!.id, randomUUID(), made.units.Company],
  );
  marek = viewerOf(made, "Marek", { isReviewer: true });
});

const textOf = async (viewer: Viewer, query: Record<string, string>) => {
  const { body } = await openAuditFile(viewer, query);
  return new Response(body).text();
};

/** The file's records as objects by column, cells as they were before they were made safe. */
async function records(viewer: Viewer, query: Record<string, string>): Promise<Record<string, string>[]> {
  const [head, ...rows] = parseCsv(await textOf(viewer, { ...query, format: "csv" }));
  return rows.map((row) => Object.fromEntries(head!.map((name, n) => [name, csvOriginal(row[n]!)])));
}

async function jsonLines(viewer: Viewer, query: Record<string, string>): Promise<Record<string, unknown>[]> {
  const text = await textOf(viewer, { ...query, format: "jsonl" });
  expect(text.endsWith("\n") || text === "").toBe(true);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const cells = (named: AuditNamed | null | undefined) => [named?.id ?? "", named?.name ?? ""];
const ofPage = (line: AuditLine) => [
  line.id,
  line.at.toISOString(),
  line.action,
  ...cells(line.actor),
  ...cells(line.subject),
  ...cells(line.partners[0]),
  ...cells(line.partners[1]),
  line.unitName ?? "",
  line.toUnit ?? "",
  ...[line.view, line.method, line.months, line.monthsBefore, line.what].map((value) => value ?? ""),
];
const ofRecord = (row: Record<string, string>) => [
  row.id,
  new Date(row.at!).toISOString(),
  ...["action", "actor_id", "actor", "subject_id", "subject", "ic_id", "ic", "manager_id", "manager"].map(
    (name) => row[name],
  ),
  row.unit,
  row.to_unit,
  ...["view", "method", "months", "months_before", "what"].map((name) => row[name]),
];

test.each<[string, Record<string, string>]>([
  ["everything but exports", { to: "2026-01-31" }],
  ["an area", { area: "program" }],
  ["a person", { who: "ola" }],
  ["a day", { from: "2026-01-01", to: "2026-01-01" }],
])("both files hold what the page shows: %s", async (_, query) => {
  const { lines } = await loadAuditLog(marek, query);
  expect(lines.length).toBeGreaterThan(0);
  const file = await records(marek, query);
  expect(file.map(ofRecord)).toEqual(lines.map(ofPage));
  const objects = await jsonLines(marek, query);
  expect(objects.map(({ id, actor, subject, partners }) => ({ id, actor, subject, partners }))).toEqual(
    lines.map(({ id, actor, subject, partners }) => ({ id, actor, subject, partners })),
  );
  expect(objects.map(({ at }) => at)).toEqual(file.map(({ at }) => at));
});

test("names that a spreadsheet would run are text, and no file says more than the page", async () => {
  const csv = await textOf(marek, { to: "2026-01-31", format: "csv" });
  expect(csv).toContain(`"'=HYPERLINK(""http://x""), a ""pair""\nof\\two"`);
  expect(csv.split("\r\n")[0]).toMatch(/^id,at,area,action,actor_id,actor,/);
  const jsonl = await textOf(marek, { to: "2026-01-31", format: "jsonl" });
  for (const text of [csv, jsonl]) expect(text).not.toMatch(/not for files|@/);
  expect(jsonl.split("\n")).toHaveLength(7);
});

test("an export is recorded before its first row, with its filters and without a typed name", async () => {
  await textOf(marek, { format: "jsonl", area: "export", who: "Marek" });
  const [newest] = await jsonLines(marek, { area: "export" });
  expect(newest).toMatchObject({ action: "audit.exported", actor: { id: marek.personId }, table: "jsonl" });
  const { rows } = await database.admin.query(
    "select detail from audit_log where org_id = $1 and action = 'audit.exported' order by at desc limit 2",
    [made.orgId],
  );
  expect(rows.map(({ detail }) => detail)).toEqual([
    { table: "jsonl", area: "export", byPerson: false },
    { table: "jsonl", area: "export", byPerson: true },
  ]);
});

test("an admin gets the program's rows, others nothing, and nobody without a recent sign-in", async () => {
  const ada = viewerOf(made, "Ada", { isAdmin: true });
  expect((await records(ada, {})).map(({ action }) => action)).toEqual([
    "retention.changed",
    "planned.missed",
    "duo.added",
  ]);
  const refusal = (viewer: Viewer, query: Record<string, string>) =>
    openAuditFile(viewer, query).catch(({ code, fields }) => [code, fields]);
  expect(await refusal(viewerOf(made, "Vera", { leads: [made.units.Company!] }), { format: "csv" })).toEqual([
    "not-found",
    {},
  ]);
  const long = { ...marek, signedInAt: new Date(Date.now() - 61 * 60_000) };
  expect(await refusal(long, { format: "csv" })).toEqual(["sign-in-again", {}]);
  expect(await refusal(ada, { format: "csv", area: "access" })).toEqual(["invalid", { area: "area" }]);
  expect(await refusal(marek, { format: "xlsx" })).toEqual(["invalid", { format: expect.any(String) }]);
});

test("20,000 rows come in blocks, whole and in order", async () => {
  await database.admin.query(
    `insert into audit_log (org_id, id, at, actor_id, action, area)
     select $1, gen_random_uuid(), timestamptz '2020-01-01Z' + n * interval '1 second', $2, 'cycle.nudged', 'program'
     from generate_series(1, 20000) n`,
    [made.orgId, made.people.Ada!.id],
  );
  const { body } = await openAuditFile(marek, { format: "csv", action: "cycle.nudged" });
  let [rows, largest, rest] = [-1, 0, ""];
  let last = "9";
  for await (const block of body as unknown as AsyncIterable<Uint8Array>) {
    largest = Math.max(largest, block.length);
    const lines = (rest + Buffer.from(block).toString("utf8")).split("\r\n");
    rest = lines.pop()!;
    rows += lines.length;
    const [, at] = lines.at(-1)!.split(",");
    expect(at! < last).toBe(true);
    last = at!;
  }
  expect([rows, rest]).toEqual([20_000, ""]);
  expect(largest).toBeLessThanOrEqual(128 * 1024);
});
