import { beforeEach, describe, expect, test } from "vitest";
import { attackers, everybody, stage } from "@/testkit/scenes/stage";

const on = stage();

const ofActor = (actor: "ic" | "manager", credential = "another-credential") =>
  `insert into passkeys (org_id, id, person_id, credential_id, public_key, counter, transports, name) values ('${on.scene.org}', gen_random_uuid(), '${on.scene.people[actor]}', '${credential}', '', 0, '', 'Phone')`;
const used = "update passkeys set counter = 6, last_used_at = app_now()";
const own = "select name from passkeys";

beforeEach(() => on.arrange("delete from passkey_challenges"));

describe("a passkey", () => {
  test("is read by its person alone, without its key", async () => {
    expect(await on.seenBy(own)).toEqual({ ic: ["Laptop"], otherIc: ["Laptop"], stranger: ["Laptop"] });
    for (const column of ["credential_id", "public_key"]) {
      expect([column, await on.attempt("app", "ic", `select ${column} from passkeys`)]).toEqual([
        column,
        "42501",
      ]);
    }
    for (const role of ["publisher", "worker"] as const) {
      expect([role, await on.attempt(role, "ic", own)]).toEqual([role, "42501"]);
    }
  });

  test("is written by nothing but the sign-in role, for the person of its transaction", async () => {
    for (const role of attackers.filter((one) => one !== "auth" && one !== "administrator")) {
      for (const statement of [ofActor("ic"), used, "delete from passkeys"]) {
        expect([role, await on.attempt(role, "ic", statement)]).toEqual([role, "42501"]);
      }
    }
    expect(await on.attempt("auth", "ic", ofActor("ic"))).toBe(1);
    expect(await on.attempt("auth", "ic", ofActor("manager"))).toBe("42501");
    for (const statement of [used, "update passkeys set name = 'Mine'", "delete from passkeys"]) {
      for (const actor of everybody) {
        const has = ["ic", "otherIc", "stranger"].includes(actor);
        expect([actor, await on.attempt("auth", actor, statement)]).toEqual([actor, has ? 1 : 0]);
      }
    }
  });

  test("is one person's: its credential is known once over all organizations", async () => {
    const taken = `credential-of-${on.scene.people.stranger}`;
    expect(await on.attempt("auth", "ic", ofActor("ic", taken))).toBe("23505");
  });

  test("keeps its key and person, and its counter never goes back", async () => {
    for (const set of [
      "counter = 4, last_used_at = app_now()",
      "counter = 5, last_used_at = app_now()",
      "counter = 0, last_used_at = app_now()",
      "counter = 6",
      "counter = 6, last_used_at = app_now() - interval '1 minute'",
      "public_key = 'x'",
      "credential_id = 'some-other-credential'",
      "created_at = app_now()",
    ]) {
      const refused = await on.attempt("administrator", "ic", `update passkeys set ${set}`);
      expect([set, refused]).toEqual([set, "23514"]);
    }
    // An authenticator that does not count says 0 each time.
    await on.arrange("update passkeys set counter = 0");
    const uncounted = "update passkeys set counter = 0, last_used_at = app_now()";
    expect(await on.attempt("auth", "ic", uncounted)).toBe(1);
    await on.arrange("update passkeys set counter = 5");
  });

  test("goes with its person when they are erased", async () => {
    const remove = `select remove_person('${on.scene.people.ic}')`;
    const left = `select from passkeys where person_id in ('${on.scene.people.ic}', '${on.scene.people.otherIc}')`;
    expect(await on.attempt("administrator", "admin", left)).toBe(2);
    expect(
      await on.attempt(
        "administrator",
        "admin",
        "alter table people disable trigger people_erased_kept",
        // As the role whose functions erase: policies do not bind the administrator.
        "set local role twofold_owner",
        remove,
        "reset role",
        left,
      ),
    ).toBe(1);
  });
});

describe("a challenge", () => {
  const make = "insert into passkey_challenges (hash) values ('hash')";

  test("is the sign-in role's alone, and lives as long as the database says", async () => {
    for (const role of attackers.filter((one) => one !== "auth" && one !== "administrator")) {
      for (const statement of [make, "select from passkey_challenges", "delete from passkey_challenges"]) {
        expect([role, await on.attempt(role, "ic", statement)]).toEqual([role, "42501"]);
      }
    }
    expect(await on.attempt("auth", "nobody", make, "delete from passkey_challenges")).toBe(1);
    const longer = "insert into passkey_challenges (hash, expires) values ('hash', now() + interval '1 day')";
    expect(await on.attempt("auth", "nobody", longer)).toBe("42501");
    expect(await on.attempt("auth", "nobody", make, "update passkey_challenges set hash = 'x'")).toBe(
      "42501",
    );
  });
});
