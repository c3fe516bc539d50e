import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/testkit/scenes/policies";
import { attackers, everybody, stage } from "@/testkit/scenes/stage";

const on = stage();

const id = "00000000-0000-4000-8000-0000000000f1";
const writing = () =>
  `insert into moments (org_id, id, duo_id, content) values ('${on.scene.org}', gen_random_uuid(), '${on.scene.duos.watched}', 'sealed')`;
const changing = "update moments set content = 'changed'";
const confirming = "update moments set confirmed_at = app_now()";
const restoring = "update moments set content = agreed_content, confirmed_at = agreed_at";
const removing = "delete from moments";
const partners: readonly Actor[] = ["ic", "manager"];
const others = everybody.filter((actor) => !partners.includes(actor));

beforeEach(async () => {
  await on.arrange("delete from moments");
  await on.arrange("update duos set ended_on = null");
  await on.arrange(
    `insert into moments (org_id, id, duo_id, written_by, content) values ('${on.scene.org}', '${id}', '${on.scene.duos.watched}', '${on.scene.people.ic}', 'sealed')`,
  );
});

describe("an impact moment", () => {
  test("is written and changed by either of the two, at any time, and by nobody else", async () => {
    for (const actor of partners) {
      expect([actor, await on.attempt("app", actor, writing())]).toEqual([actor, 1]);
      expect([actor, await on.attempt("app", actor, changing)]).toEqual([actor, 1]);
    }
    for (const actor of others) {
      expect([actor, await on.attempt("app", actor, writing())]).toEqual([actor, "42501"]);
      for (const statement of [changing, confirming, restoring, removing]) {
        expect([actor, await on.attempt("app", actor, statement)]).toEqual([actor, 0]);
      }
    }
  });

  test("is seen by the two alone, at once; other roles do not reach it", async () => {
    expect(Object.keys(await on.seenBy("select id from moments")).sort()).toEqual(["ic", "manager"]);
    for (const role of attackers.filter((one) => one !== "app" && one !== "administrator")) {
      expect([role, await on.attempt(role, "ic", "select 1 from moments")]).toEqual([role, "42501"]);
    }
  });

  test("is confirmed by the one who did not write it, once, and a change has to be confirmed again", async () => {
    expect(await on.attempt("app", "ic", confirming)).toBe("23514");
    expect(await on.attempt("app", "manager", confirming)).toBe(1);
    expect(await on.attempt("app", "manager", confirming, confirming)).toBe("23514");
    const open = "select from moments where confirmed_at is null and revision = 2";
    expect(await on.attempt("app", "manager", confirming, changing, open)).toBe(1);
    // What the manager changed is theirs, so they cannot confirm it.
    expect(await on.attempt("app", "manager", changing, confirming)).toBe("23514");
    expect(await on.attempt("app", "manager", `${changing}, confirmed_at = app_now()`)).toBe("23514");
  });

  test("keeps what both confirmed until a change of it is confirmed by the other one", async () => {
    const kept = `select from moments where (agreed_content, agreed_by, agreed_at) = ('sealed', '${on.scene.people.ic}', app_now()) and confirmed_at is null and content <> 'sealed'`;
    expect(await on.attempt("app", "manager", confirming, changing, kept)).toBe(1);
    // The writer changes their change once more: what both confirmed is still the first text.
    const again = "update moments set content = 'changed again'";
    expect(await on.attempt("app", "manager", confirming, changing, again, kept)).toBe(1);
    await on.arrange(
      `update moments set revision = 2, written_by = '${on.scene.people.manager}', content = 'changed', agreed_content = 'sealed', agreed_by = '${on.scene.people.ic}', agreed_at = now()`,
    );
    const settled =
      "select from moments where content = 'changed' and confirmed_at = app_now() and num_nonnulls(agreed_content, agreed_by, agreed_at) = 0";
    expect(await on.attempt("app", "ic", confirming, settled)).toBe(1);
    expect(await on.attempt("app", "manager", confirming)).toBe("23514");
  });

  test("is left as both confirmed it by either of them, exactly as it was", async () => {
    const { people } = on.scene;
    await on.arrange(
      `update moments set revision = 2, written_by = '${people.manager}', content = 'changed', agreed_content = 'sealed', agreed_by = '${people.ic}', agreed_at = '2026-01-20T10:00Z'`,
    );
    const asBefore = `select from moments where content = 'sealed' and written_by = '${people.ic}' and confirmed_at = '2026-01-20T10:00Z' and revision = 3 and agreed_at is null`;
    for (const actor of partners) {
      expect([actor, await on.attempt("app", actor, restoring, asBefore)]).toEqual([actor, 1]);
    }
    for (const other of ["content = 'another', confirmed_at = agreed_at", "confirmed_at = agreed_at"]) {
      expect(await on.attempt("app", "ic", `update moments set ${other}`)).toBe("23514");
    }
  });

  test("is removed by who wrote it unless both ever confirmed it", async () => {
    expect(await on.attempt("app", "ic", removing)).toBe(1);
    expect(await on.attempt("app", "manager", removing)).toBe(0);
    expect(await on.attempt("app", "manager", changing, removing)).toBe(1);
    expect(await on.attempt("app", "manager", confirming, changing, removing)).toBe(0);
    await on.arrange("update moments set confirmed_at = now()");
    expect([await on.attempt("app", "ic", removing), await on.attempt("app", "manager", removing)]).toEqual([
      0, 0,
    ]);
  });

  test("names its writer and counts its changes by itself", async () => {
    const { org, duos, people } = on.scene;
    const forged = `insert into moments (org_id, id, duo_id, written_by, content) values ('${org}', gen_random_uuid(), '${duos.watched}', '${people.manager}', '')`;
    expect(await on.attempt("app", "ic", forged)).toBe("42501");
    for (const column of ["revision = 9", `written_by = '${people.manager}'`, `duo_id = '${duos.led}'`]) {
      expect(await on.attempt("app", "ic", `update moments set ${column}`)).toBe("42501");
      expect(await on.attempt("administrator", "ic", `update moments set ${column}`)).toBe("23514");
    }
  });

  test("cannot change once the duo has ended, and stays readable", async () => {
    await on.arrange(`update duos set ended_on = current_date where id = '${on.scene.duos.watched}'`);
    expect(await on.attempt("app", "manager", writing())).toBe("42501");
    for (const statement of [changing, confirming, restoring, removing]) {
      expect([
        await on.attempt("app", "ic", statement),
        await on.attempt("app", "manager", statement),
      ]).toEqual([0, 0]);
    }
    expect(Object.keys(await on.seenBy("select id from moments")).sort()).toEqual(["ic", "manager"]);
  });
});
