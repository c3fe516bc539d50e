import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { organizationFacts } from "@/lib/domain/setup";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";

const database = freshDatabase();
const make = () => createOrganization(database.admin, { people: { Ada: {} } });

/** Whether the database takes a name, by which constraint not, and whether the form does. */
async function takenBy(orgId: string, name: string) {
  const byDatabase = await database.admin
    .query("update organizations set name = $2 where id = $1", [orgId, name])
    .then(
      () => true,
      ({ constraint }) => constraint,
    );
  return [byDatabase, organizationFacts.safeParse({ name, timeZone: "UTC" }).success];
}

test("the database takes no name of an organization that is blank, in several lines or endless", async () => {
  const { orgId } = await make();
  const refused = "organizations_name";
  for (const name of ["", "  \t", "A\nB", "A\u0085B", "A\u0007", "x".repeat(1001)])
    expect([name, ...(await takenBy(orgId, name))]).toEqual([name, refused, false]);
  // The longest that the form takes, and one that it finds too long.
  expect(await takenBy(orgId, `👩${"\u200d👩".repeat(2)}xx`.repeat(33))).toEqual([true, true]);
  expect(await takenBy(orgId, "x".repeat(1000))).toEqual([true, false]);
});

test("names that came in before are put right by the upgrade", async () => {
  const names = ["  ", " A \n B\u0085", `${"x".repeat(999)}  y`, "As it was"];
  await database.admin.query("alter table organizations drop constraint organizations_name");
  const made = [];
  for (const name of names) {
    const { orgId } = await make();
    await database.admin.query("update organizations set name = $2 where id = $1", [orgId, name]);
    made.push(orgId);
  }
  const migration = join(import.meta.dirname, "../migrations/0192_names_and_addresses_set.sql");
  const repair = readFileSync(migration, "utf8")
    .split("--> statement-breakpoint")
    .filter((part) => part.includes('"organizations"'));
  await database.admin.query(`begin; set local role twofold_owner; ${repair.join("")}; commit`);
  const { rows } = await database.admin.query(
    "select name from organizations where id = any ($1) order by array_position($1, id)",
    [made],
  );
  expect(rows.map(({ name }) => name)).toEqual([made[0], "A B", "x".repeat(999), "As it was"]);
});
