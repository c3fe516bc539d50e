import { beforeAll, describe, expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { withClient } from "./create-database";
import { foundByLink, foundOrganization } from "./found-organization";
import { makeSetupLink, setupLinkHash, waitsForAdmin } from "./setup-link";

const database = freshDatabase();

const acme = {
  name: "Acme",
  timeZone: "Europe/Paris",
  adminName: "Ada Admin",
  adminEmail: "ada@acme.example",
};
const asked = (statement: string) =>
  withClient(database.adminUrl, async (client) => (await client.query(statement)).rows);
const newLink = (given?: { forAdmin: boolean }) =>
  withClient(database.urls.auth, (auth) => makeSetupLink(auth, given));

// Demo and test installations print no link.
beforeAll(() => asked("update installation set kind = 'production'"));

/** Founds with a link as the web server does: in one transaction of the auth role. */
const foundWith = (token: string, adminEmail = acme.adminEmail) =>
  withClient(database.urls.auth, async (auth) => {
    await auth.query("begin");
    const founded = await foundByLink(auth, {
      link: setupLinkHash(token),
      input: { ...acme, adminEmail },
    });
    await auth.query("commit");
    return founded;
  });

describe("the first organization, with a printed link", () => {
  test("founds nothing with a link that nobody printed, or one that is a day old", async () => {
    const old = (await newLink())!;
    await asked("update setup_links set expires = now() - interval '1 second'");
    expect(await foundWith(old)).toBeUndefined();
    expect(await foundWith("made up")).toBeUndefined();
    expect(await asked("select from organizations")).toEqual([]);
  });

  test("of two people who open links at once one wins, and every link is used up", async () => {
    const [one, two] = [(await newLink())!, (await newLink())!];
    const founded = await Promise.all([
      foundWith(one, "ada@acme.example"),
      foundWith(one, "bo@acme.example"),
      foundWith(two, "cy@acme.example"),
    ]);
    expect(founded.filter(Boolean)).toHaveLength(1);
    expect(
      await asked(
        "select o.name, o.demo, u.name as unit, p.given_name, g.role from organizations o join units u on u.org_id = o.id join people p on p.org_id = o.id join role_grants g on g.person_id = p.id join organization_keys k on k.org_id = o.id",
      ),
    ).toEqual([{ name: "Acme", demo: false, unit: "Acme", given_name: "Ada", role: "admin" }]);
    expect(await foundWith(two)).toBeUndefined();
  });

  test("a link is still printed until somebody has come by mail or provider, and founds nothing more", async () => {
    // The organization is there, and nobody has come in by a link: as after `npm run db:organization`.
    expect(await newLink()).toBeUndefined();
    expect(await withClient(database.urls.auth, waitsForAdmin)).toBe(true);
    const link = (await newLink({ forAdmin: true }))!;
    expect(await foundWith(link, "dee@acme.example")).toBeUndefined();
    await asked("insert into users (id, email) values (gen_random_uuid(), 'ada@acme.example')");
    expect(await newLink()).toBeDefined();
    await asked(
      "insert into accounts (user_id, type, provider, provider_account_id) select id, 'oidc', 'oidc', 'x' from users",
    );
    expect(await newLink()).toBeUndefined();
    await asked("delete from accounts");
    expect(await newLink()).toBeDefined();
    await asked("update users set email_verified = now()");
    expect(await newLink()).toBeUndefined();
    expect(await newLink({ forAdmin: true })).toBeUndefined();
    expect(await withClient(database.urls.auth, waitsForAdmin)).toBe(false);
  });

  test.each(["app", "publisher", "worker"] as const)("no link can be read or made as %s", async (role) => {
    for (const statement of [
      "select token_hash from setup_links",
      "insert into setup_links (token_hash) values ('x')",
      "select take_setup_link('x')",
      "select found_organization('x', '{}')",
    ]) {
      await expect(withClient(database.urls[role], (client) => client.query(statement))).rejects.toThrow(
        /permission denied/,
      );
    }
  });

  test("the sign-in role makes a link of no other length than a day, and takes none back", async () => {
    for (const statement of [
      "insert into setup_links (token_hash, expires) values ('x', now() + interval '1 year')",
      "update setup_links set expires = now() + interval '1 year'",
      "delete from setup_links",
    ]) {
      await expect(withClient(database.urls.auth, (client) => client.query(statement))).rejects.toThrow(
        /permission denied/,
      );
    }
  });
});

test("the owner founds further organizations, and a refused one leaves nothing", async () => {
  const found = (adminEmail: string) =>
    withClient(database.urls.migrate, (owner) => foundOrganization(owner, { ...acme, adminEmail }));
  await found("eve@other.example");
  await expect(found("eve@other.example")).rejects.toThrow(/people_email/);
  expect(await asked("select from organizations")).toHaveLength(2);
});

test("the last admin keeps that role, also when two take each other's at the same moment", async () => {
  const [{ org_id: orgId, person_id: first }] = (await asked(
    "select org_id, person_id from role_grants limit 1",
  )) as [{ org_id: string; person_id: string }];
  const end = (personId: string, by: string) =>
    withClient(database.urls.app, async (app) => {
      await app.query(`begin; set local twofold.org_id = '${orgId}'; set local twofold.person_id = '${by}'`);
      const { rowCount } = await app.query(
        "update role_grants set revoked_at = app_now() where person_id = $1",
        [personId],
      );
      await app.query("commit");
      return rowCount;
    });
  await expect(end(first, first)).rejects.toThrow(/the last admin keeps that role/);
  const [{ id: second }] = (await asked(
    `insert into people (org_id, id, external_id, name, given_name, email) values ('${orgId}', gen_random_uuid(), 'E2', 'Bea', 'Bea', 'bea@acme.example') returning id`,
  )) as [{ id: string }];
  await asked(
    `insert into role_grants (org_id, id, person_id, role) values ('${orgId}', gen_random_uuid(), '${second}', 'admin')`,
  );
  // The other one is refused, or finds nothing to change, being no admin any more.
  const ended = await Promise.allSettled([end(first, second), end(second, first)]);
  expect(ended.filter((one) => one.status === "fulfilled" && one.value === 1)).toHaveLength(1);
  expect(
    await asked(`select from role_grants where org_id = '${orgId}' and revoked_at is null`),
  ).toHaveLength(1);
});
