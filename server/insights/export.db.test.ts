import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { csvOriginal, csvText, parseCsv } from "@/lib/csv/csv";
import type { Viewer } from "@/lib/domain/permissions";
import { exportTables } from "@/lib/insights/export";
import { parseFilters } from "@/lib/insights/filters";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { viewerOf } from "@/testkit/factories/viewer";
import { openDuos } from "./duos";
import { openExport } from "./export";
import { openUnitTree } from "./units";

const database = freshDatabase();
let made: MadeOrganization;
let cycles: string[];

const hostile = [
  '=HYPERLINK("http://x")',
  "+1",
  "@x",
  "'=1",
  'Say "hi"',
  "two\nlines",
  "a, b",
  "＝1",
  "-1\r\n2",
];
const states = ["multiplying", "steady", "strained", "diverging", "not-enough-data", "incomplete"] as const;
const pairs = Array.from({ length: 18 }, (_, n) => `duo${n}`);

beforeAll(async () => {
  const people = Object.fromEntries(
    pairs.flatMap((_, n) => [
      [`Ic${n}`, {}],
      [`Em${n}`, {}],
    ]),
  );
  made = await createOrganization(database.admin, {
    units: { Company: {}, Product: { parent: "Company" }, Platform: { parent: "Company" } },
    people: { ...people, Vera: { leads: "Company" }, Dora: { leads: "Product" }, Em1: { leads: "Product" } },
    duos: Object.fromEntries(
      pairs.map((name, n) => [
        name,
        { ic: `Ic${n}`, manager: `Em${n}`, unit: n % 2 === 0 ? "Platform" : "Product" },
      ]),
    ),
  });
  // A file defuses whatever is stored, also what the database takes no more.
  await database.admin.query("alter table duos drop constraint duos_name");
  for (const [n, name] of hostile.entries()) {
    await database.admin.query("update duos set display_name = $1 where id = $2", [
      name,
      made.duos[`duo${n}`],
    ]);
  }
  const published = Object.fromEntries(pairs.map((name, n) => [name, states[n % states.length]!]));
  cycles = await publishCycles(database.admin, made, [
    { duos: published },
    { duos: published, sharingMode: "private" },
    { duos: published, withdrawn: "A wrong window" },
    { duos: published },
  ]);
});

const leader = (name: string, unit: string, signedInAt = new Date()) =>
  viewerOf(made, name, { leads: [made.units[unit]!], signedInAt });

const textOf = async (body: ReadableStream | string) => new Response(body).text();

/** The file's records as objects by column, text cells as they were before they were made safe. */
async function read(viewer: Viewer, query: Record<string, string>): Promise<Record<string, string>[]> {
  const [head, ...records] = parseCsv(await textOf((await openExport(viewer, query)).body));
  return records.map((record) =>
    Object.fromEntries(head!.map((column, index) => [column, csvOriginal(record[index]!)])),
  );
}

test.each<Record<string, string>>([{ table: "duos" }, { table: "dataset" }, { table: "cells" }])(
  "names are in quotation marks, so that no other separator splits them: %j",
  async (query) => {
    const text = await textOf((await openExport(leader("Vera", "Company"), query)).body);
    const [head, ...records] = parseCsv(text);
    const names = records.flatMap((cells) => cells.filter((_, i) => ["duo", "unit"].includes(head![i]!)));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(text).toContain(`,"${name.replaceAll('"', '""')}",`);
  },
);

describe("a file of the list of duos", () => {
  test.each<Record<string, string>>([
    {},
    { status: "strained" },
    { sort: "name", dir: "desc" },
    { q: "hi" },
    { agreement: "some" },
  ])("has the rows of the screen in their order: %j", async (query) => {
    const viewer = leader("Vera", "Company");
    const list = await (await openDuos(viewer, parseFilters(query)))?.answer;
    if (list?.kind !== "duos") throw new Error("no list");
    expect(list.rows.length).toBeGreaterThan(0);
    const file = await read(viewer, { ...query, table: "duos" });
    expect(
      file.map(({ duo, unit, status, since_on, level, agreement, months_together }) => ({
        duo,
        unit,
        status,
        since_on,
        level,
        agreement,
        months_together,
      })),
    ).toEqual(
      list.rows.map((row) => ({
        duo: row.name,
        unit: row.unitName,
        status: row.status ?? "incomplete",
        since_on: row.sinceOn ?? "",
        level: String(row.level ?? ""),
        agreement: row.agreement ?? "",
        months_together: String(row.tenureMonths),
      })),
    );
  });

  test("begins with a byte order mark, ends its lines with CRLF and starts no cell like a formula", async () => {
    const { name, body } = await openExport(leader("Vera", "Company"), { table: "duos" });
    const bytes = new Uint8Array(await new Response(body).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(bytes);
    const records = parseCsv(text);
    expect(records).toHaveLength(1 + pairs.length);
    // Cells may hold line ends of their own; every record ends with CRLF.
    expect(text.split("\r\n").length).toBe(records.length + 2);
    for (const cell of records.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    expect(name).toMatch(/^Organization .{8} 2026-04 duos \d{4}-\d\d-\d\d\.csv$/);
    expect(records[1]![1]).toBe("2026-04-05T09:00:00Z");
  });

  test("has a director's own rows only, in every table", async () => {
    const director = leader("Dora", "Product");
    const product = pairs.flatMap((name, n) => (n % 2 === 1 ? [made.duos[name]!] : [])).sort();
    for (const table of ["duos", "dataset"]) {
      const rows = await read(director, { table });
      expect(rows.map(({ duo_id }) => duo_id!).sort()).toEqual(product);
    }
    const history = await read(director, { table: "history" });
    expect(new Set(history.map(({ duo_id }) => duo_id))).toEqual(new Set(product));
    expect(new Set(history.map(({ cycle }) => cycle))).toEqual(new Set(["1", "4"]));
    const cells = await read(director, { table: "cells" });
    expect(new Set(cells.map(({ unit }) => unit))).toEqual(new Set(["Product"]));
  });

  test("leaves out the duo a leader is part of", async () => {
    const rows = await read(leader("Em1", "Product"), { table: "dataset" });
    expect(rows).toHaveLength(8);
    expect(rows.map(({ duo_id }) => duo_id)).not.toContain(made.duos.duo1);
  });

  test("has no row of a private cycle, and a withdrawn one is not found", async () => {
    const viewer = leader("Vera", "Company");
    for (const table of ["duos", "dataset", "changes"]) {
      expect(await read(viewer, { table, cycle: cycles[1]! })).toEqual([]);
    }
    await expect(openExport(viewer, { table: "cells", cycle: cycles[2]! })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

test("a file of units has the figures of the tree, hidden ones with their reason", async () => {
  const viewer = leader("Vera", "Company");
  const tree = await (await openUnitTree(viewer, {}))?.answer;
  if (tree?.kind !== "tree") throw new Error("no tree");
  const file = await read(viewer, { table: "units" });
  expect(file.map(({ unit, hidden_because }) => [unit, hidden_because])).toEqual(
    tree.rows.flatMap((row) =>
      row.figures.map((figure) => [row.name, figure.kind === "hidden" ? figure.why : ""]),
    ),
  );
  const [level, bands] = tree.rows[0]!.figures;
  if (level?.kind !== "mean" || bands?.kind !== "bands") throw new Error("not counted from rows");
  expect(file[0]).toMatchObject({
    measure: "level",
    value: String(Math.round(level.value)),
    duos_counted: String(level.counted),
    duos_enrolled: "18",
  });
  expect(file[1]).toMatchObject({
    measure: "dimension:DISC",
    value: "",
    duos_low: String(bands.bands.low),
    duos_middle: String(bands.bands.middle),
    duos_high: String(bands.bands.high),
    duos_counted: String(bands.counted),
  });
});

test("the figures of a cycle are every unit's, in all and by kind of pair", async () => {
  const figures = await read(leader("Vera", "Company"), { table: "cells" });
  const find = (unit: string, measure: string, pair = "all") =>
    figures.filter((row) => row.unit === unit && row.measure === measure && row.pair_type === pair);
  expect(find("Product", "status:steady", "tech-lead-em")).toMatchObject([{ duos_enrolled: "9" }]);
  expect(find("Product", "dimension:TRUST")).toHaveLength(1);
  // Masked figures are not broken down by pair type, and no leader reads who did not answer.
  expect(find("Product", "dimension:TRUST", "tech-lead-em")).toEqual([]);
  // It is the third published one, as one was withdrawn: no duo can be on watch yet.
  expect(find("Product", "watch").map((row) => row.hidden_because)).toEqual(["not-begun"]);
  expect(figures.filter(({ measure }) => /one-voice|participation:/.test(measure!))).toEqual([]);
});

test("the mix has counts in a scoped cycle and bands in a private one", async () => {
  const mix = await read(leader("Vera", "Company"), { table: "mix" });
  const of = (cycle: string) => mix.filter((row) => row.cycle === cycle && row.measure === "status:steady");
  expect(of("1")).toMatchObject([{ value: "3", duos_counted: "15", share_band: "" }]);
  expect(of("2")).toMatchObject([{ value: "", duos_counted: "15", share_band: "to-50" }]);
});

test("the dictionary has a meaning for every column of every file", async () => {
  const rows = await read(leader("Vera", "Company"), { table: "dictionary" });
  expect(rows.filter(({ meaning }) => meaning === "")).toEqual([]);
  const described = exportTables.filter((table) => table !== "dictionary");
  expect([...new Set(rows.map(({ table }) => table))]).toEqual(described);
});

describe("before a row leaves", () => {
  test("an old sign-in is asked for again, and nothing is written down", async () => {
    const before = await audited();
    const old = leader("Vera", "Company", new Date(Date.now() - 61 * 60_000));
    await expect(openExport(old, { table: "duos" })).rejects.toMatchObject({ code: "sign-in-again" });
    expect(await audited()).toBe(before);
  });

  test("who takes what along is written down, even when nothing is read of it", async () => {
    const before = await audited();
    const { body } = await openExport(leader("Vera", "Company"), { table: "duos", status: "steady" });
    expect(await audited()).toBe(before + 1);
    await (body as ReadableStream).cancel();
  });

  test.each(["nonsense", ""])("a table called %j is not found", async (table) => {
    await expect(openExport(leader("Vera", "Company"), { table })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

async function audited(): Promise<number> {
  const { rows } = await database.admin.query(
    "select count(*)::int as n from audit_log where org_id = $1 and action = 'insights.exported'",
    [made.orgId],
  );
  return rows[0].n;
}

test("the database makes cells safe exactly as the reader expects, over 5,000 names", async () => {
  const starts = [
    "",
    "'",
    "''",
    "=",
    "'=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n=",
    "＝",
    "＋",
    "－",
    "＠",
    "'＠",
    "=\u00a0",
  ];
  const part = fc
    .tuple(fc.constantFrom(...starts), fc.string({ unit: "grapheme", maxLength: 12 }))
    .map(([start, rest]) => (start + rest).replaceAll("\u0000", ""));
  const between = fc.constantFrom(";", "|", "\t", "\r\n", "\n", '"', ';"', ",", " ", ":", ' "');
  const name = fc.tuple(part, fc.option(fc.tuple(between, part))).map((parts) => parts.flat().join(""));
  const names = fc.sample(name, 5_000);
  const { rows } = await database.admin.query<{ safe: string }>(
    "select csv_text(v) as safe from unnest($1::text[]) with ordinality t(v, n) order by n",
    [names],
  );
  expect(rows.map(({ safe }) => safe)).toEqual(names.map(csvText));
  expect(rows.filter(({ safe }) => /^[=+\-@\t\r＝＋－＠]/.test(safe))).toEqual([]);
  expect(rows.map(({ safe }) => csvOriginal(safe))).toEqual(names);
});
