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
