import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/testkit/scenes/policies";
import { attackers, everybody, stage } from "@/testkit/scenes/stage";

const on = stage();

const place = () => `'${on.scene.org}', '${on.scene.cycle}', '${on.scene.duos.watched}'`;
const making = (slot: number) =>
  `insert into commitments (org_id, cycle_id, duo_id, slot, content) values (${place()}, ${slot}, 'sealed')`;
const changing = "update commitments set content = 'changed'";
const removing = "delete from commitments";
const partners: readonly Actor[] = ["ic", "manager"];
const others = everybody.filter((actor) => !partners.includes(actor));
/** What each partner gets for making, changing and removing. */
const byPartners = async () => {
  const outcomes: (number | string)[] = [];
  for (const actor of partners) {
    for (const statement of [making(2), changing, removing]) {
      outcomes.push(await on.attempt("app", actor, statement));
    }
  }
  return outcomes;
};

beforeEach(async () => {
  await on.arrange("delete from answer_withdrawals");
  await on.arrange("delete from commitments");
  await on.arrange("update duos set ended_on = null");
  await on.setFinal(true, true);
  await on.arrange(making(1));
});

describe("what two people promise each other", () => {
  test("is made, changed and removed by either of the two, and by nobody else", async () => {
    for (const actor of partners) {
      expect([actor, await on.attempt("app", actor, making(2))]).toEqual([actor, 1]);
      expect([actor, await on.attempt("app", actor, changing)]).toEqual([actor, 1]);
      expect([actor, await on.attempt("app", actor, removing)]).toEqual([actor, 1]);
    }
    for (const actor of others) {
      expect([actor, await on.attempt("app", actor, making(2))]).toEqual([actor, "42501"]);
      expect([actor, await on.attempt("app", actor, changing)]).toEqual([actor, 0]);
      expect([actor, await on.attempt("app", actor, removing)]).toEqual([actor, 0]);
    }
  });

  test("is seen by the two alone; other roles do not reach it", async () => {
    expect(Object.keys(await on.seenBy("select slot from commitments")).sort()).toEqual(["ic", "manager"]);
    for (const role of attackers.filter((one) => one !== "app" && one !== "administrator")) {
      expect([role, await on.attempt(role, "ic", "select 1 from commitments")]).toEqual([role, "42501"]);
    }
  });

  test("is at most three in a cycle, one in each place, also for an administrator", async () => {
    expect(await on.attempt("app", "ic", making(2), making(3))).toBe(1);
    for (const slot of [0, 4, -1])
      expect(await on.attempt("administrator", "ic", making(slot))).toBe("23514");
    expect(await on.attempt("app", "manager", making(2), making(2))).toBe("23505");
  });

  test("keeps its place and counts its own changes", async () => {
    const counted = await on.attempt(
      "app",
      "ic",
      changing,
      changing,
      "select from commitments where revision = 3",
    );
    expect(counted).toBe(1);
    for (const column of ["slot = 2", "revision = 9", `cycle_id = '${on.scene.published}'`]) {
      expect(await on.attempt("app", "ic", `update commitments set ${column}`)).toBe("42501");
      expect(await on.attempt("administrator", "ic", `update commitments set ${column}`)).toBe("23514");
    }
    const numbered = `insert into commitments (org_id, cycle_id, duo_id, slot, revision, content) values (${place()}, 2, 7, '')`;
    expect(await on.attempt("app", "ic", numbered)).toBe("42501");
  });
});

describe("it cannot change", () => {
  const refused = ["42501", 0, 0, "42501", 0, 0];

  test("before both are final, and after one of them withdrew", async () => {
    expect(await byPartners()).toEqual([1, 1, 1, 1, 1, 1]);
    for (const [ic, manager] of [
      [false, false],
      [true, false],
      [false, true],
    ] as const) {
      await on.setFinal(ic, manager);
      expect(await byPartners()).toEqual(refused);
    }
    await on.setFinal(true, true);
    await on.arrange(
      `insert into answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at) values (${place()}, '${on.scene.people.ic}', 'published', now())`,
    );
    expect(await byPartners()).toEqual(refused);
  });

  test("once the duo has ended, while a day in the future changes nothing", async () => {
    const endOn = (day: string) =>
      on.arrange(`update duos set ended_on = ${day} where id = '${on.scene.duos.watched}'`);
    await endOn("current_date + 1");
    expect(await byPartners()).toEqual([1, 1, 1, 1, 1, 1]);
    await endOn("current_date");
    expect(await byPartners()).toEqual(refused);
  });

  test("once a later cycle of the duo has opened", async () => {
    await on.arrange(`update cycles set number = 0 where id = '${on.scene.published}'`);
    expect(await byPartners()).toEqual([1, 1, 1, 1, 1, 1]);
    await on.arrange(`update cycles set number = 3 where id = '${on.scene.published}'`);
    expect(await byPartners()).toEqual(refused);
    await on.arrange(`update cycles set number = 1 where id = '${on.scene.published}'`);
  });

  test("in the moment in which a cycle opens: opening waits, as its new row refers to the duo", async () => {
    const [writer, opening] = [await on.connection("app"), await on.connection("administrator")];
    await writer.query(
      `begin; set local twofold.org_id = '${on.scene.org}'; set local twofold.person_id = '${on.scene.people.ic}'; ${changing}`,
    );
    const refer = `begin; set local lock_timeout = '50ms'; select from duos where id = '${on.scene.duos.watched}' for key share`;
    await expect(opening.query(refer)).rejects.toMatchObject({ code: "55P03" });
    for (const session of [opening, writer]) await session.query("rollback");
    await opening.query(refer);
    await opening.query("rollback");
  });
});
