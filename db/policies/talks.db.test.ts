import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/testkit/scenes/policies";
import { attackers, everybody, stage } from "@/testkit/scenes/stage";

const on = stage();

const key = () => `'${on.scene.org}', '${on.scene.cycle}', '${on.scene.duos.watched}'`;
const note = (who: Actor, inTheNameOf: Actor = who) =>
  on.attempt(
    "app",
    who,
    `insert into duo_talks (org_id, cycle_id, duo_id, person_id) values (${key()}, '${on.scene.people[inTheNameOf]}')`,
  );
const endDuo = () =>
  on.arrange(`update duos set ended_on = current_date where id = '${on.scene.duos.watched}'`);
const partners: readonly Actor[] = ["ic", "manager"];
const others = everybody.filter((actor) => !partners.includes(actor));

beforeEach(async () => {
  await on.arrange("delete from duo_talks");
  await on.arrange("delete from answer_withdrawals");
  await on.arrange("update duos set ended_on = null");
  await on.setFinal(true, true);
});

describe("that two people talked", () => {
  test("is noted by either of the two, in their own name, and by nobody else", async () => {
    expect([await note("ic"), await note("manager")]).toEqual([1, 1]);
    expect(await note("ic", "manager")).toBe("42501");
    for (const actor of others) expect([actor, await note(actor, "ic")]).toEqual([actor, "42501"]);
    for (const actor of others) expect([actor, await note(actor)]).toEqual([actor, "42501"]);
  });

  test("is noted once both are final and neither withdrew, not before", async () => {
    for (const [ic, manager] of [
      [false, false],
      [true, false],
      [false, true],
    ] as const) {
      await on.setFinal(ic, manager);
      expect([await note("ic"), await note("manager")]).toEqual(["42501", "42501"]);
    }
    await on.setFinal(true, true);
    await on.arrange(
      `insert into answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at) values (${key()}, '${on.scene.people.ic}', 'published', now())`,
    );
    expect([await note("ic"), await note("manager")]).toEqual(["42501", "42501"]);
  });

  test("is neither noted nor taken back once the duo has ended", async () => {
    await endDuo();
    expect([await note("ic"), await note("manager")]).toEqual(["42501", "42501"]);
    await on.arrange(
      `insert into duo_talks (org_id, cycle_id, duo_id, person_id) values (${key()}, '${on.scene.people.ic}')`,
    );
    for (const actor of partners)
      expect([actor, await on.attempt("app", actor, "delete from duo_talks")]).toEqual([actor, 0]);
  });

  test("is seen by the two alone, taken back by either and by nobody else", async () => {
    await on.arrange(
      `insert into duo_talks (org_id, cycle_id, duo_id, person_id) values (${key()}, '${on.scene.people.ic}')`,
    );
    expect(Object.keys(await on.seenBy("select duo_id from duo_talks")).sort()).toEqual(["ic", "manager"]);
    for (const actor of everybody) {
      const removed = await on.attempt("app", actor, "delete from duo_talks");
      expect([actor, removed]).toEqual([actor, partners.includes(actor) ? 1 : 0]);
    }
  });

  test("cannot be dated, changed, or noted a second time; other roles do not reach it", async () => {
    const { people } = on.scene;
    const dated = `insert into duo_talks (org_id, cycle_id, duo_id, person_id, talked_at) values (${key()}, '${people.ic}', '2020-01-01')`;
    expect(await on.attempt("app", "ic", dated)).toBe("42501");
    expect(await on.attempt("app", "ic", "update duo_talks set talked_at = now()")).toBe("42501");
    const twice = `insert into duo_talks (org_id, cycle_id, duo_id, person_id) values (${key()}, '${people.ic}')`;
    expect(await on.attempt("app", "ic", twice, twice)).toBe("23505");
    for (const role of attackers.filter((one) => one !== "app" && one !== "administrator")) {
      expect([role, await on.attempt(role, "ic", "select 1 from duo_talks")]).toEqual([role, "42501"]);
    }
  });
});

describe("what two people picked for their talk", () => {
  const pick = (codes: string) =>
    `insert into talking_points (org_id, cycle_id, duo_id, codes) values (${key()}, '${codes}')`;
  const change = "update talking_points set codes = 'changed'";
  beforeEach(() => on.arrange("delete from talking_points"));

  test("is begun and changed by either of the two once both are final, and by nobody else", async () => {
    for (const actor of everybody) {
      const may = partners.includes(actor);
      expect([actor, await on.attempt("app", actor, pick("one"))]).toEqual([actor, may ? 1 : "42501"]);
    }
    await on.arrange(pick("one"));
    for (const actor of everybody) {
      expect([actor, await on.attempt("app", actor, change)]).toEqual([
        actor,
        partners.includes(actor) ? 1 : 0,
      ]);
    }
    await on.setFinal(true, false);
    expect([await on.attempt("app", "ic", change), await on.attempt("app", "manager", change)]).toEqual([
      0, 0,
    ]);
  });

  test("stands as it is once the duo has ended", async () => {
    await endDuo();
    for (const actor of partners)
      expect([actor, await on.attempt("app", actor, pick("one"))]).toEqual([actor, "42501"]);
    await on.arrange(pick("one"));
    for (const actor of partners) expect([actor, await on.attempt("app", actor, change)]).toEqual([actor, 0]);
  });

  test("is seen by the two alone and removed by nobody; other roles do not reach it", async () => {
    await on.arrange(pick("one"));
    expect(Object.keys(await on.seenBy("select duo_id from talking_points")).sort()).toEqual([
      "ic",
      "manager",
    ]);
    expect(await on.attempt("app", "ic", "delete from talking_points")).toBe("42501");
    expect(await on.attempt("app", "ic", "update talking_points set duo_id = duo_id")).toBe("42501");
    for (const role of attackers.filter((one) => one !== "app" && one !== "administrator")) {
      expect([role, await on.attempt(role, "ic", "select 1 from talking_points")]).toEqual([role, "42501"]);
    }
  });
});
