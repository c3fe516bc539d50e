import { expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { withClient } from "./create-database";
import { foundOrganization } from "./found-organization";

const database = freshDatabase();

const acme = {
  name: "Acme",
  timeZone: "Europe/Paris",
  adminName: "Ada Admin",
  adminEmail: "Ada@acme.example",
};

test("a real organization starts with a root unit and one admin, and is no demo", async () => {
  await withClient(database.urls.migrate, (owner) => foundOrganization(owner, acme));
  const { rows } = await withClient(database.adminUrl, (client) =>
    client.query(
      "select o.name, o.demo, u.name as unit, p.given_name, p.email, g.role from organizations o join units u on u.org_id = o.id join people p on p.org_id = o.id join role_grants g on g.person_id = p.id",
    ),
  );
  expect(rows).toEqual([
    { name: "Acme", demo: false, unit: "Acme", given_name: "Ada", email: "ada@acme.example", role: "admin" },
  ]);
});

test("row-level security is forced again afterwards, also when the writing fails", async () => {
  await expect(withClient(database.urls.migrate, (owner) => foundOrganization(owner, acme))).rejects.toThrow(
    /people_email/,
  );
  const { rows } = await withClient(database.adminUrl, (client) =>
    client.query(
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity",
    ),
  );
  expect(rows).toEqual([]);
});
