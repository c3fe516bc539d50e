import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";

/** Ends of units that an earlier release took: the upgrade changes those that would stop every change of the roster. */
const database = freshDatabase();

test("a unit that ended before what is in it goes on as long as that, and the root without an end", async () => {
  const below = { parent: "Acme" };
  const made = await createOrganization(database.admin, {
    units: { Acme: {}, Eng: below, Core: { parent: "Eng" }, Sales: below, Old: below, Later: below },
    people: { Ian: {}, Mia: {}, Tom: {} },
    duos: {
      first: { ic: "Ian", manager: "Mia", unit: "Core" },
      second: { ic: "Tom", manager: "Mia", unit: "Sales" },
    },
  });
  const set = (table: string, id: string | undefined, day: string) =>
    database.arrange(`update ${table} set ended_on = $1 where id = $2`, [day, id]);
  const before = {
    Acme: "2020-01-01",
    Eng: "2100-01-02",
    Core: "2100-01-01",
    Sales: "2020-01-01",
    Old: "2020-01-01",
    Later: "2100-01-01",
  };
  for (const [name, day] of Object.entries(before)) await set("units", made.units[name], day);
  await set("duos", made.duos.first, "2100-01-03");
  const migration = join(import.meta.dirname, "../../db/migrations/0183_what_hangs_on_an_end.sql");
  const repair = readFileSync(migration, "utf8")
    .split("--> statement-breakpoint")
    .find((part) => part.includes("DO $$"));
  await database.admin.query(`begin; set local role twofold_owner; ${repair}; commit`);
  const { rows } = await database.admin.query(
    "select name, ended_on::text as day from units where org_id = $1 and ended_on is not null order by name",
    [made.orgId],
  );
  expect(rows).toEqual([
    { name: "Core", day: "2100-01-03" },
    { name: "Eng", day: "2100-01-03" },
    { name: "Later", day: "2100-01-01" },
    { name: "Old", day: "2020-01-01" },
  ]);
});

test("an end of a duo that was stored alone is its own, unless its people or its unit end on that day, or it has come", async () => {
  const made = await createOrganization(database.admin, {
    units: { Root: {}, Team: { parent: "Root" } },
    people: { Ann: {}, Bob: {}, Cem: {}, Dot: {} },
    duos: {
      alone: { ic: "Cem", manager: "Dot", unit: "Root" },
      over: { ic: "Bob", manager: "Cem", unit: "Root" },
      person: { ic: "Ann", manager: "Dot", unit: "Root" },
      sameId: { ic: "Ann", manager: "Bob", unit: "Root" },
      unit: { ic: "Bob", manager: "Dot", unit: "Team" },
    },
  });
  const day = "2100-01-05";
  const set = (name: string, what: string) =>
    database.arrange(`update duos set ${what} where id = $1`, [made.duos[name]]);
  await database.arrange("update people set ended_on = $1 where id = $2", [day, made.people.Ann!.id]);
  await database.arrange("update people set ended_on = '2020-01-01' where id = $1", [made.people.Bob!.id]);
  await database.arrange("update units set ended_on = $1 where id = $2", [day, made.units.Team]);
  for (const name of ["alone", "person", "unit"]) await set(name, `ended_on = '${day}'`);
  await set("over", "ended_on = '2020-01-01'");
  await set("sameId", `ended_on = '${day}', external_id = 'X'`);
  await database.admin.query(
    "alter table duos disable trigger a_day_as_worked_out; drop index duos_external_id",
  );
  await set("alone", "external_id = 'X', own_ended_on = null");
  const migration = join(import.meta.dirname, "../../db/migrations/0194_own_ends_of_duos.sql");
  const fill = readFileSync(migration, "utf8")
    .split("--> statement-breakpoint")
    .filter((part) => /UPDATE "duos"|ROW LEVEL SECURITY|CREATE UNIQUE INDEX/.test(part));
  await database.admin.query(`begin; set local role twofold_owner; ${fill.join("\n")}; commit`);
  await database.admin.query("alter table duos enable trigger a_day_as_worked_out");
  const { rows } = await database.admin.query<{ id: string; own: string | null }>(
    "select id, own_ended_on::text as own from duos where org_id = $1",
    [made.orgId],
  );
  const own = Object.entries(made.duos).map(([name, id]) => [name, rows.find((row) => row.id === id)!.own]);
  expect(Object.fromEntries(own)).toEqual({
    alone: day,
    over: "2020-01-01",
    person: null,
    sameId: day,
    unit: null,
  });
});

test("days without an end and names of which nothing can be seen are put right before none comes in any more", async () => {
  const made = await createOrganization(database.admin, {
    units: { Top: {} },
    people: { Uma: {}, Vic: {}, Wim: {} },
    duos: { first: { ic: "Uma", manager: "Vic", unit: "Top" } },
  });
  const checks = ["people_times", "people_names", "duos_times", "duos_name", "units_times", "units_name"];
  const { rows } = await database.admin.query(
    `select conrelid::regclass || ' add constraint ' || conname || ' ' || pg_get_constraintdef(oid) as made, conrelid::regclass || ' drop constraint ' || conname as gone
       from pg_constraint where conname = any ($1)`,
    [checks],
  );
  for (const { gone } of rows) await database.admin.query(`alter table ${gone}`);
  const { Uma, Vic, Wim } = made.people;
  await database.arrange("update people set ended_on = '-infinity', given_name = '' where id = $1", [
    Wim!.id,
  ]);
  await database.arrange("update people set ended_on = 'infinity', name = E'V\\n c' where id = $1", [
    Vic!.id,
  ]);
  await database.arrange("update people set name = '  ' where id = $1", [Uma!.id]);
  await database.arrange(
    "update duos set started_on = '-infinity', ended_on = 'infinity', display_name = E' \\t' where id = $1",
    [made.duos.first],
  );
  await database.arrange("update units set name = ' ', ended_on = 'infinity' where id = $1", [
    made.units.Top,
  ]);
  const migration = join(import.meta.dirname, "../../db/migrations/0188_days_and_names_as_read.sql");
  const repair = readFileSync(migration, "utf8").split('ALTER TABLE "custom_questions"')[0]!;
  await database.admin.query(
    `begin; set local role twofold_owner; ${repair.replaceAll("--> statement-breakpoint", "")}; commit`,
  );
  for (const { made: check } of rows) await database.admin.query(`alter table ${check}`);
  const of = async (query: string) => (await database.admin.query(query, [made.orgId])).rows;
  expect(
    await of(
      "select started_on::text as from, ended_on as to, display_name as name from duos where org_id = $1",
    ),
  ).toEqual([{ from: "1950-01-01", to: null, name: "" }]);
  expect(await of("select name, ended_on from units where org_id = $1")).toEqual([
    { name: made.units.Top, ended_on: null },
  ]);
  const people = await of("select id, name, ended_on::text as day from people where org_id = $1");
  expect(new Map(people.map(({ id, name, day }) => [id, [name, day]]))).toEqual(
    new Map([
      [Uma!.id, [Uma!.id, null]],
      [Vic!.id, ["V c", null]],
      [Wim!.id, ["Wim Example", "1950-01-01"]],
    ]),
  );
});
