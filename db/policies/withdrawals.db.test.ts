import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { answerClasses } from "@/lib/instrument/confidentiality";
import type { WithdrawalStage } from "@/lib/personal-data/withdrawing";
import type { Actor } from "@/testkit/scenes/policies";
import { everybody, stage } from "@/testkit/scenes/stage";
import { asPublisher, type Tx, withViewer } from "../client";
import { resultOf } from "../queries/call";
import { carryOutWithdrawals, withdrawOwnAnswers } from "../queries/withdrawals";

const on = stage();

const watched = () => `cycle_id = '${on.scene.cycle}' and duo_id = '${on.scene.duos.watched}'`;
const of = (who: Actor) => `${watched()} and author_id = '${on.scene.people[who]}'`;
const cycleIn = (state: "open" | "closed" | "published") =>
  on.arrange(
    `update cycles set state = '${state}', closed_at = ${state === "open" ? "null" : "now()"}, published_at = ${state === "published" ? "now()" : "null"} where id = '${on.scene.cycle}'`,
  );
const count = async (statement: string) => (await on.arrange(statement)).rows.length;
const parts = (who: Actor) => count(`select 1 from response_parts where ${of(who)}`);
const scores = () => count(`select 1 from person_scores where ${watched()}`);
const consents = () => count(`select 1 from trust_consents where ${watched()}`);
const withdraw = (actor: Actor, org = on.scene.org) =>
  withViewer({ orgId: org, personId: on.scene.people[actor] }, async (tx) => {
    const place = { cycleId: on.scene.cycle, duoId: on.scene.duos.watched };
    return withdrawOwnAnswers(tx, { ...place, stage: await stageOf(tx) });
  });
/** What follows for the reader now, as their page says it. */
const stageOf = (tx: Tx) =>
  resultOf<WithdrawalStage>(tx, sql`withdrawal_stage(${on.scene.cycle}, ${on.scene.duos.watched})`);
const carryOut = (org = on.scene.org) => asPublisher(org, (tx) => carryOutWithdrawals(tx, on.scene.cycle));
const readBy = (actor: "ic" | "manager", author: "ic" | "manager") =>
  on.as(actor, `select class from response_parts where ${of(author)} and stage = 'final'`);

/** Both final, with all parts, both consents and both scores. */
beforeEach(async () => {
  const { org, cycle, duos, people } = on.scene;
  const key = `'${org}', '${cycle}', '${duos.watched}'`;
  await on.arrange(`delete from answer_withdrawals where ${watched()}`);
  await cycleIn("open");
  for (const who of ["ic", "manager"] as const) {
    for (const one of [...answerClasses, "comment", "note"]) {
      for (const at of ["draft", "final"]) {
        await on.arrange(
          `insert into response_parts (org_id, cycle_id, duo_id, author_id, class, stage, answers) values (${key}, '${people[who]}', '${one}', '${at}', '{}') on conflict do nothing`,
        );
      }
    }
    await on.arrange(
      `insert into trust_consents (org_id, cycle_id, duo_id, person_id) values (${key}, '${people[who]}') on conflict do nothing`,
    );
    await on.arrange(
      `insert into person_scores (org_id, cycle_id, duo_id, person_id, side, scores) values (${key}, '${people[who]}', '${who}', '') on conflict do nothing`,
    );
  }
  await on.setFinal(true, true);
});

test("who is not one of the two locks nothing, so that a cycle closes while their transaction is open", async () => {
  const { org, cycle, duos, people } = on.scene;
  const client = await on.connection("app");
  for (const duo of ["null", `'${duos.watched}'`]) {
    await client.query(
      `begin; set local twofold.org_id = '${org}'; set local twofold.person_id = '${people.nobody}'; select withdraw_answers('${cycle}', ${duo}, 'open')`,
    );
    const free = "select 1 from cycles where id = $1 for update skip locked";
    expect((await on.arrange(free, [cycle])).rows).toHaveLength(1);
    await client.query("rollback");
  }
});

describe("before the close", () => {
  test("all own parts go, the partner's stay, and the reveal ends for both", async () => {
    expect(await readBy("manager", "ic")).toHaveLength(3);
    expect(await withdraw("ic")).toBe("removed");
    expect([await parts("ic"), await parts("manager"), await consents()]).toEqual([0, 12, 1]);
    expect(await readBy("ic", "manager")).toEqual([]);
    expect(await readBy("manager", "ic")).toEqual([]);
    const sides = await on.as(
      "manager",
      `select side, final_at is not null as final from duo_cycle_sides where ${watched()} order by side`,
    );
    expect(sides).toEqual([
      { side: "ic", final: false },
      { side: "manager", final: true },
    ]);
  });

  test("and nothing is answered again in that cycle, nor changed by the partner, who could read them", async () => {
    await withdraw("ic");
    const { org, cycle, duos, people } = on.scene;
    const part = (who: "ic" | "manager") =>
      `insert into response_parts (org_id, cycle_id, duo_id, author_id, class, stage, answers) values ('${org}', '${cycle}', '${duos.watched}', '${people[who]}', 'S', 'final', '{}') on conflict (org_id, cycle_id, duo_id, author_id, class, stage) do update set answers = '{}'`;
    expect(await on.attempt("app", "ic", part("ic"))).toBe("42501");
    expect(await on.as("ic", `select share_trust('${cycle}', '${duos.watched}') as outcome`)).toEqual([
      { outcome: "not-revealed" },
    ]);
    expect(
      await on.attempt(
        "app",
        "ic",
        `update responses set revision = revision + 1, write_key = gen_random_uuid(), updated_at = app_now() where ${of("ic")}`,
      ),
    ).toBe(0);
    expect(
      await on.attempt(
        "app",
        "ic",
        `update duo_cycle_sides set final_at = app_now() where ${watched()} and side = 'ic'`,
      ),
    ).toBe("42501");
    expect(await on.attempt("app", "manager", part("manager"))).toBe("42501");
    const raise = `update responses set revision = revision + 1, write_key = gen_random_uuid(), updated_at = app_now() where ${of("manager")}`;
    expect(await on.attempt("app", "manager", raise)).toBe(0);
    const fixed = `select 1 where (survey_state('${cycle}', '${duos.watched}', false) -> 'duoCycle' ->> 'fixed')::boolean`;
    expect(await on.attempt("app", "manager", fixed)).toBe(1);
  });

  test("but what one of them alone had submitted stays theirs to change, and tells nothing", async () => {
    const { org, cycle, duos, people } = on.scene;
    const part = `insert into response_parts (org_id, cycle_id, duo_id, author_id, class, stage, answers) values ('${org}', '${cycle}', '${duos.watched}', '${people.manager}', 'S', 'final', '{}') on conflict (org_id, cycle_id, duo_id, author_id, class, stage) do update set answers = '{}'`;
    const fixed = `select 1 where answers_are_fixed('${cycle}', '${duos.watched}')`;
    for (const [ic, manager] of [
      [false, true],
      [true, false],
    ] as const) {
      await on.arrange(`delete from answer_withdrawals where ${watched()}`);
      await on.setFinal(ic, manager);
      await withdraw("ic");
      expect(await on.attempt("app", "manager", part)).toBe(1);
      expect(await on.attempt("app", "manager", fixed)).toBe(0);
    }
  });

  test("the partner is not told: it looks as if nothing was submitted", async () => {
    await withdraw("ic");
    const told = "select person_id from answer_withdrawals";
    expect(await on.seenBy(told)).toEqual({ ic: [on.scene.people.ic] });
    await cycleIn("published");
    expect(await on.seenBy(told)).toEqual({ ic: [on.scene.people.ic] });
  });

  test("once its time is over an open cycle counts as closed", async () => {
    await on.arrange(
      `update cycles set closes_at = now() - interval '1 second' where id = '${on.scene.cycle}'`,
    );
    try {
      expect(await withdraw("ic")).toBe("waiting");
    } finally {
      await on.arrange(`update cycles set closes_at = '2036-01-01' where id = '${on.scene.cycle}'`);
    }
  });
});

describe("between the close and the publication", () => {
  test("it waits, is told to nobody, and is carried out after the publication alone", async () => {
    await cycleIn("closed");
    expect(await withdraw("ic")).toBe("waiting");
    expect([await parts("ic"), await scores()]).toEqual([12, 2]);
    expect(await readBy("manager", "ic")).toHaveLength(3);
    expect(await on.seenBy("select person_id from answer_withdrawals")).toEqual({ ic: [on.scene.people.ic] });
    await expect(carryOut()).rejects.toMatchObject({ code: "55000" });
    expect(await parts("ic")).toBe(12);

    await cycleIn("published");
    expect(await carryOut(on.scene.otherOrg).catch(({ code }) => code)).toBe("55000");
    expect(await carryOut()).toBe(1);
    expect([await parts("ic"), await parts("manager"), await scores(), await consents()]).toEqual([
      0, 12, 1, 1,
    ]);
    expect(await carryOut()).toBe(0);
  });

  test("a second request changes nothing", async () => {
    await cycleIn("closed");
    await withdraw("ic");
    expect(await withdraw("ic")).toBe("withdrawn-before");
    await cycleIn("published");
    await carryOut();
    expect(await withdraw("ic")).toBe("withdrawn-before");
  });
});

describe("after the publication", () => {
  beforeEach(() => cycleIn("published"));

  test("answers, consent and score go, nobody reads on, and the two know", async () => {
    expect(await withdraw("ic")).toBe("removed");
    expect([await parts("ic"), await parts("manager"), await scores(), await consents()]).toEqual([
      0, 12, 1, 1,
    ]);
    expect(await readBy("ic", "manager")).toEqual([]);
    expect(await readBy("manager", "ic")).toEqual([]);
    expect(await on.seenBy("select person_id from answer_withdrawals")).toEqual({
      ic: [on.scene.people.ic],
      manager: [on.scene.people.ic],
    });
  });

  test("a side that was final stays so: what was published does not change", async () => {
    await withdraw("ic");
    const { rows } = await on.arrange(
      `select bool_and(final_at is not null) as final from duo_cycle_sides where ${watched()}`,
    );
    expect(rows).toEqual([{ final: true }]);
  });

  test("a score of another cycle or person is not touched", async () => {
    const before = await count("select 1 from person_scores");
    await withdraw("manager");
    expect(await count("select 1 from person_scores")).toBe(before - 1);
  });
});

describe("whose answers", () => {
  test("only the two partners withdraw, each their own", async () => {
    for (const actor of everybody.filter((one) => one !== "ic" && one !== "manager")) {
      const org = actor === "stranger" ? on.scene.otherOrg : on.scene.org;
      expect([actor, await withdraw(actor, org)]).toEqual([actor, undefined]);
    }
    expect([await parts("ic"), await parts("manager")]).toEqual([12, 12]);
  });

  test("no role writes, changes or removes a request by itself", async () => {
    await cycleIn("closed");
    await withdraw("ic");
    const { org, cycle, duos, people } = on.scene;
    for (const statement of [
      `insert into answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in) values ('${org}', '${cycle}', '${duos.watched}', '${people.manager}', 'closed')`,
      "update answer_withdrawals set carried_out_at = app_now()",
      "delete from answer_withdrawals",
    ]) {
      for (const role of ["app", "auth", "publisher", "worker"] as const) {
        expect([role, statement, await on.attempt(role, "ic", statement)]).toEqual([
          role,
          statement,
          "42501",
        ]);
      }
    }
  });

  test("the function is the app's, what carries out the publisher's, and what removes nobody's", async () => {
    const { cycle, duos, people } = on.scene;
    const call = {
      withdraw: `select withdraw_answers('${cycle}', '${duos.watched}', 'published-revealed')`,
      carryOut: `select carry_out_withdrawals('${cycle}')`,
      remove: `select remove_answers('${cycle}', '${duos.watched}', '${people.manager}')`,
    };
    await cycleIn("published");
    for (const role of ["app", "auth", "publisher", "worker"] as const) {
      const outcomes = await Promise.all([call.withdraw].map((one) => on.attempt(role, "ic", one)));
      outcomes.push(await on.attempt(role, "ic", call.carryOut), await on.attempt(role, "ic", call.remove));
      expect([role, ...outcomes]).toEqual([
        role,
        role === "app" ? 1 : "42501",
        role === "publisher" ? 1 : "42501",
        "42501",
      ]);
    }
  });

  test("with the owner's rights too, answers of people who did not ask are out of reach", async () => {
    await cycleIn("published");
    const owner = [`set local role twofold_owner`, "select 1 from response_parts"];
    expect(await on.attempt("administrator", "ic", ...owner)).toBe(0);
    await withdraw("manager");
    expect(await on.attempt("administrator", "ic", ...owner)).toBe(0);
    const scored = [`set local role twofold_owner`, "delete from person_scores"];
    expect(await on.attempt("administrator", "ic", ...scored)).toBe(0);
  });
});
