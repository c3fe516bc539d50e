import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/testkit/scenes/policies";
import { attackers, everybody, stage } from "@/testkit/scenes/stage";

const on = stage();
const refused = "23514";
const change = (wanted: boolean) => `select 1 where change_strong_sign_in(${wanted})`;
const inForce = "select 1 from organizations where strong_sign_in";
const passkeyOf = (actor: Actor) =>
  on.arrange(
    `insert into passkeys (org_id, id, person_id, credential_id, public_key, counter, transports, name)
     values ($1, gen_random_uuid(), $2::uuid, 'credential of ' || $2::uuid, '', 0, '', 'Phone')`,
    [on.scene.org, on.scene.people[actor]],
  );
const require = () =>
  on.arrange("update organizations set strong_sign_in = true where id = $1", [on.scene.org]);

beforeEach(async () => {
  await on.arrange("update organizations set strong_sign_in = false");
  await on.arrange("delete from passkeys where credential_id like 'credential of %'");
  await on.arrange("update people set user_id = null where id = $1", [on.scene.people.admin]);
  await on.arrange("delete from users where email = 'admin@example.test'");
});

describe("asking people with a role for a passkey or the company's account", () => {
  test("is begun by an admin with a passkey alone, and ended by any admin", async () => {
    expect(await on.attempt("app", "admin", change(true))).toBe(refused);
    for (const actor of everybody) if (actor !== "admin") await expectNothing(actor);
    await passkeyOf("vp");
    expect(await on.attempt("app", "admin", change(true))).toBe(refused);
    await passkeyOf("admin");
    expect(await on.attempt("app", "admin", change(true), inForce)).toBe(1);
    expect(await on.attempt("app", "admin", change(false))).toBe(0);

    await require();
    await on.arrange("delete from passkeys where credential_id like 'credential of %'");
    expect(await on.attempt("app", "admin", change(true))).toBe(0);
    expect(await on.attempt("app", "admin", change(false), inForce)).toBe(0);
    for (const actor of everybody) if (actor !== "admin") await expectNothing(actor);
  });

  async function expectNothing(actor: Actor) {
    for (const wanted of [true, false])
      expect([actor, await on.attempt("app", actor, change(wanted))]).toEqual([actor, "42501"]);
  }

  test("is begun by an admin with the company's account too", async () => {
    await on.arrange(
      "with made as (insert into users (id, email) values (gen_random_uuid(), 'admin@example.test') returning id) update people set user_id = (select id from made) where id = $1",
      [on.scene.people.admin],
    );
    expect(await on.attempt("app", "admin", change(true))).toBe(refused);
    await on.arrange(
      "insert into accounts (user_id, type, provider, provider_account_id) select id, 'oidc', 'oidc', 'subject' from users where email = 'admin@example.test'",
    );
    expect(await on.attempt("app", "admin", change(true), inForce)).toBe(1);
  });

  test("is written by no role directly, and by a superuser only as an admin who can keep it", async () => {
    await passkeyOf("admin");
    for (const role of attackers.filter((one) => one !== "administrator")) {
      expect([
        role,
        await on.attempt(role, "admin", "update organizations set strong_sign_in = true"),
      ]).toEqual([role, "42501"]);
    }
    const own = `update organizations set strong_sign_in = true where id = '${on.scene.org}'`;
    expect(await on.attempt("administrator", "admin", own)).toBe(1);
    await passkeyOf("vp");
    expect(await on.attempt("administrator", "vp", own)).toBe(refused);
    const another = `insert into organizations (id, name, strong_sign_in) values (gen_random_uuid(), 'x', true)`;
    expect(await on.attempt("administrator", "admin", another)).toBe(refused);
  });
});

describe("a session", () => {
  const suffices = (actor: Actor, method: string) =>
    `select 1 where sign_in_suffices('${on.scene.org}', '${on.scene.people[actor]}', '${method}')`;
  const withRole: readonly Actor[] = ["admin", "reviewer", "vp", "directorA", "directorB", "leaderInDuo"];
  const weak = ["email", "persona", "setup-link"];

  test("of any method is enough without the rule", async () => {
    for (const actor of everybody)
      for (const method of [...weak, "oidc", "passkey"])
        expect(await on.attempt("auth", "nobody", suffices(actor, method))).toBe(1);
  });

  test("opened by mail is enough under the rule for people without a role alone", async () => {
    await require();
    for (const actor of everybody) {
      const wanted = withRole.includes(actor) ? 0 : 1;
      for (const method of weak)
        expect([actor, method, await on.attempt("auth", "nobody", suffices(actor, method))]).toEqual([
          actor,
          method,
          wanted,
        ]);
      for (const method of ["oidc", "passkey"])
        expect(await on.attempt("auth", "nobody", suffices(actor, method))).toBe(1);
    }
  });

  test("is enough again once the last role was taken", async () => {
    await require();
    const taken = `update role_grants set revoked_at = app_now() where person_id = '${on.scene.people.vp}'`;
    expect(await on.attempt("administrator", "admin", taken, suffices("vp", "email"))).toBe(1);
  });

  test("keeps the method that it was opened by", async () => {
    await on.arrange("insert into users (id, email) values (gen_random_uuid(), 'admin@example.test')");
    const open = (method: string) =>
      `insert into sessions (session_token, user_id, expires, method) select '${method}', id, now(), '${method}' from users where email = 'admin@example.test'`;
    expect(await on.attempt("auth", "nobody", open("telepathy"))).toBe(refused);
    expect(await on.attempt("auth", "nobody", open("email"), "update sessions set method = 'passkey'")).toBe(
      "42501",
    );
  });

  test("is judged for the sign-in role alone", async () => {
    for (const role of ["app", "publisher", "worker"] as const)
      expect([role, await on.attempt(role, "admin", suffices("admin", "email"))]).toEqual([role, "42501"]);
  });
});
