import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { type Tx, withViewer } from "@/db/client";
import { leaderScope } from "@/lib/domain/permissions";
import { plainText, textFound } from "@/lib/domain/search-text";
import type { Filters } from "@/lib/insights/filters";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type OrganizationSpec } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { isFound } from "./names";
import { listBoard } from "./participation";
import { countDuos, listDuos } from "./published/duos";
import { listUnitsInScope } from "./published/units";

const database = freshDatabase();

test.each([
  ["Nguyễn Đức", "nguyen duc"],
  ["ÅNGSTRÖM ØRE", "angstrom ore"],
  ["Łukasz Straße", "lukasz strasse"],
  ["İzmir Işık", "izmir isik"],
  ["Ｔｗｏ ﬁre", "two fire"],
  ["Пётр ΣΊΣΥΦΟΣ", "петр σισυφοσ"],
  ["O’Brien–Ó Sé", "o'brien-o se"],
  ["עִבְרִית", "עברית"],
  ["  100%_\\ \u00a0 sure ", "100%_\\ sure"],
])("%s is searched as %s", async (written, form) => {
  const { rows } = await database.admin.query("select search_plain($1) as form, search_plain($2) as again", [
    written,
    form,
  ]);
  expect(rows).toEqual([{ form, again: form }]);
  expect([plainText(written), plainText(form)]).toEqual([form, form]);
});

const bothSpellings = [
  "Müller, Mueller",
  "Göteborg, Goeteborg",
  "Straße, Strasse",
  "Åse, Aase",
  "Sørensen, Soerensen",
];

test.each([
  ...bothSpellings.map((pair) => pair.split(", ")),
  ["Æbelø", "Aebeloe"],
  ["Ærø", "ARO"],
  ["Manuela", "nuel"],
  ["Manuela", "el"],
  ["Michael", "ael"],
])("%s and %s find each other", async (one, other) => {
  for (const [text, typed] of [[one, other], ...(other!.length < one!.length ? [] : [[other, one]])]) {
    const found = sql`select ${isFound(sql`search_text(${text}::text)`, typed!)} as found`;
    const { sql: query, params } = new PgDialect().sqlToQuery(found);
    expect([text, typed, (await database.admin.query(query, params)).rows[0].found]).toEqual([
      text,
      typed,
      true,
    ]);
    expect([text, typed, textFound(text!, typed!)]).toEqual([text, typed, true]);
  }
});

test.each([
  ["Müller", "Miller"],
  ["Baer", "Bauer"],
])("%s is not found by %s", async (text, typed) => {
  expect(textFound(text, typed)).toBe(false);
});

/** As people expect names in a list; by bytes, small letters and accents would come last and 10 before 2. */
const inOrder = ["ágnes", "Agnete", "Ågot", "Ärzte 2", "Ärzte 10", "Émile", "Nguyễn", "zoe", "Яна"];

/** A duo and a unit of each name, written in another order. */
function organization(): OrganizationSpec {
  const shuffled = inOrder.toReversed();
  return {
    units: { Company: {}, ...Object.fromEntries(shuffled.map((name) => [name, { parent: "Company" }])) },
    people: {
      Vera: { leads: "Company" },
      Ada: { admin: true },
      ...Object.fromEntries(
        shuffled.flatMap((name, n) => [
          [name, { email: `ic${n}.${randomUUID()}@example.test` }],
          [`Boss ${name}`, { email: `boss${n}.${randomUUID()}@example.test` }],
        ]),
      ),
    },
    duos: Object.fromEntries(
      shuffled.map((name) => [name, { ic: name, manager: `Boss ${name}`, unit: name }]),
    ),
  };
}

const firstOf = (name: string) => name.split(" & ")[0];

test("lists of leaders are sorted as people sort, and found without accents", async () => {
  const made = await createOrganization(database.admin, organization());
  const [cycleId] = await publishCycles(database.admin, made, [
    { duos: Object.fromEntries(inOrder.map((name) => [name, "steady"])) },
  ]);
  const scope = leaderScope({ leads: [made.units.Company!] })!;
  const readerId = made.people.Vera!.id;
  const key = {
    scope,
    orgId: made.orgId,
    readerId,
    cycleId: cycleId!,
    unitId: made.units.Company!,
    recounted: false,
  };
  const asVera = <T>(query: (tx: Tx) => Promise<T>) =>
    withViewer({ orgId: made.orgId, personId: readerId }, query);
  const duos = async (filters: Filters) => {
    const selection = { ...key, filters };
    const found = await asVera(async (tx) =>
      listDuos(tx, selection, { limit: 50, counts: await countDuos(tx, selection) }),
    );
    return found.map(({ name }) => firstOf(name));
  };

  expect(await duos({ sort: "name" })).toEqual(inOrder);
  expect(await duos({ sort: "name", dir: "desc" })).toEqual(inOrder.toReversed());
  expect(await duos({})).toEqual(inOrder);
  for (const q of ["nguyen", "NGUYỄN", " nguyễn "]) expect([q, await duos({ q })]).toEqual([q, ["Nguyễn"]]);
  expect(await duos({ q: "arzte", sort: "name" })).toEqual(["Ärzte 2", "Ärzte 10"]);
  expect(await duos({ q: "%" })).toEqual([]);
  const units = await asVera((tx) => listUnitsInScope(tx, key, { chosen: undefined, open: [] }));
  expect(units.map(({ name }) => name)).toEqual(["Company", ...inOrder]);
});

test("the admin's board is sorted as people sort", async () => {
  const made = await createOrganization(database.admin, { ...organization(), cycle: {} });
  const board = await withViewer({ orgId: made.orgId, personId: made.people.Ada!.id }, (tx) =>
    listBoard(
      tx,
      { orgId: made.orgId, cycleId: made.cycleId },
      { unitId: made.units.Company!, wanted: {}, since: new Date(0), limit: 50, offset: 0 },
    ),
  );
  expect(board.map(({ displayName }) => firstOf(displayName))).toEqual(inOrder);
});
