import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/testkit/scenes/policies";
import { everybody, stage } from "@/testkit/scenes/stage";
import { asPublisher, withViewer } from "../client";
import { shareTrust, takeBackTrust } from "../queries/trust";
import { carryOutWithdrawals, withdrawOwnAnswers } from "../queries/withdrawals";

const on = stage();

const place = () => ({ cycleId: on.scene.cycle, duoId: on.scene.duos.watched });
const watched = () => `cycle_id = '${on.scene.cycle}' and duo_id = '${on.scene.duos.watched}'`;
const as = (actor: Actor) => ({
  orgId: actor === "stranger" ? on.scene.otherOrg : on.scene.org,
  personId: on.scene.people[actor],
});
const share = (actor: Actor) => withViewer(as(actor), (tx) => shareTrust(tx, place()));
const takeBack = (actor: Actor) => withViewer(as(actor), (tx) => takeBackTrust(tx, place()));
const cycleIn = (state: "open" | "closed" | "published") =>
  on.arrange(
    `update cycles set state = '${state}', closed_at = ${state === "open" ? "null" : "now()"}, published_at = ${state === "published" ? "now()" : "null"} where id = '${on.scene.cycle}'`,
  );
const stored = async () =>
  (await on.arrange(`select person_id from trust_consents where ${watched()} order by given_at`)).rows.map(
    ({ person_id }) => person_id,
  );
/** Whose trust answer is read by whom. */
const readers = (author: "ic" | "manager") =>
  on.seenBy(
    `select class from response_parts where ${watched()} and author_id = '${on.scene.people[author]}' and class = 'trust' and stage = 'final'`,
  );

beforeEach(async () => {
  await on.arrange(`delete from trust_consents where ${watched()}`);
  await on.arrange(`delete from answer_withdrawals where ${watched()}`);
  await cycleIn("open");
  await on.setFinal(true, true);
});

describe("agreeing", () => {
  test("is refused before both are final", async () => {
    for (const [ic, manager] of [
      [false, false],
      [true, false],
      [false, true],
    ] as const) {
      await on.setFinal(ic, manager);
      expect([await share("ic"), await share("manager")]).toEqual(["not-revealed", "not-revealed"]);
    }
    expect(await stored()).toEqual([]);
  });

  test.each(["open", "closed", "published"] as const)(
    "in a cycle that is %s both words open both answers, to the two alone",
    async (state) => {
      await cycleIn(state);
      expect(await share("ic")).toBe("agreed");
      expect(await share("ic")).toBe("agreed");
      expect([await readers("ic"), await readers("manager")]).toEqual([
        { ic: ["trust"] },
        { manager: ["trust"] },
      ]);
      expect(await share("manager")).toBe("agreed");
      const both = { ic: ["trust"], manager: ["trust"] };
      expect([await readers("ic"), await readers("manager")]).toEqual([both, both]);
    },
  );

  test("is open to the two partners alone, each in their own name", async () => {
    for (const actor of everybody.filter((one) => one !== "ic" && one !== "manager")) {
      expect([actor, await share(actor), await takeBack(actor)]).toEqual([actor, undefined, undefined]);
    }
    await share("manager");
    expect(await stored()).toEqual([on.scene.people.manager]);
  });
});

describe("one consent alone", () => {
  test("changes nothing that anybody else can read", async () => {
    const others = everybody.filter((actor) => actor !== "ic");
    const before = await Promise.all(others.map(on.readable));
    const own = await on.readable("ic");
    await share("ic");
    expect(await Promise.all(others.map(on.readable))).toEqual(before);
    expect(await on.readable("ic")).not.toEqual(own);
  });

  test("taken back before the other agrees, it leaves no trace", async () => {
    await share("ic");
    expect(await takeBack("ic")).toBe("taken-back");
    expect(await stored()).toEqual([]);
    expect(await takeBack("ic")).toBe("taken-back");
    expect(await share("manager")).toBe("agreed");
    expect(await readers("ic")).toEqual({ ic: ["trust"] });
  });

  test("is not the other's to take back", async () => {
    await share("ic");
    expect(await takeBack("manager")).toBe("taken-back");
    expect(await stored()).toEqual([on.scene.people.ic]);
  });
});

describe("a consent whose transaction may still be rolled back", () => {
  const alone = async (statements: string[]) => {
    const client = await on.connection("app");
    const { orgId, personId } = as("manager");
    await client.query(
      `begin; set local twofold.org_id = '${orgId}'; set local twofold.person_id = '${personId}'`,
    );
    const results = [];
    for (const statement of statements) results.push((await client.query(statement)).rows);
    await client.query("rollback");
    return results;
  };
  const { share: agree, takeBack: undo } = {
    share: () => `select share_trust('${on.scene.cycle}', '${on.scene.duos.watched}') as outcome`,
    takeBack: () => `select take_back_trust('${on.scene.cycle}', '${on.scene.duos.watched}') as outcome`,
  };
  const partnersTrust = () =>
    `select class from response_parts where ${watched()} and author_id = '${on.scene.people.ic}' and class = 'trust'`;

  test("tells nothing about the partner's", async () => {
    const told = () => alone([agree(), "select * from shared_trust()", partnersTrust(), undo()]);
    const before = await told();
    await share("ic");
    expect(await told()).toEqual(before);
    expect(before).toEqual([[{ outcome: "agreed" }], [], [], [{ outcome: "taken-back" }]]);
  });

  test.each(["repeatable read", "serializable"])("is refused at %s", async (isolation) => {
    for (const call of [agree(), undo()]) {
      const client = await on.connection("app");
      const { orgId, personId } = as("manager");
      await client.query(
        `begin isolation level ${isolation}; set local twofold.org_id = '${orgId}'; set local twofold.person_id = '${personId}'`,
      );
      await expect(client.query(call)).rejects.toMatchObject({ code: "42501" });
      await client.query("rollback");
    }
  });
});

test("two stored consents tell and open nothing while one of the two is not final, or had their answers removed", async () => {
  const { org, cycle, duos, people } = on.scene;
  const words = () => on.as("ic", "select duo_id from shared_trust()");
  for (const who of ["ic", "manager"] as const) {
    await on.arrange(
      `insert into trust_consents (org_id, cycle_id, duo_id, person_id) values ('${org}', '${cycle}', '${duos.watched}', '${people[who]}')`,
    );
  }
  expect(await words()).toHaveLength(1);
  for (const [ic, manager] of [
    [false, true],
    [true, false],
  ] as const) {
    await on.setFinal(ic, manager);
    expect([await words(), await readers("manager")]).toEqual([[], { manager: ["trust"] }]);
  }
  await on.setFinal(true, true);
  await on.arrange(
    `insert into answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at) values ('${org}', '${cycle}', '${duos.watched}', '${people.manager}', 'published', now())`,
  );
  expect([await words(), await readers("manager")]).toEqual([[], { manager: ["trust"] }]);
});

describe("once both agreed", () => {
  test("neither takes it back", async () => {
    await share("ic");
    await share("manager");
    expect([await takeBack("ic"), await takeBack("manager")]).toEqual(["shown", "shown"]);
    expect(await stored()).toHaveLength(2);
  });

  test("neither takes it back in a transaction that began before", async () => {
    const early = await on.connection("app");
    const { orgId, personId } = as("ic");
    await early.query(
      `begin; set local twofold.org_id = '${orgId}'; set local twofold.person_id = '${personId}'; select app_now()`,
    );
    await share("ic");
    await share("manager");
    expect(await readers("manager")).toEqual({ ic: ["trust"], manager: ["trust"] });
    const { rows } = await early.query(
      `select take_back_trust('${on.scene.cycle}', '${on.scene.duos.watched}') as outcome`,
    );
    await early.query("commit");
    expect(rows).toEqual([{ outcome: "shown" }]);
    expect(await stored()).toHaveLength(2);
  });

  test("of two requests at once the later one sees what the earlier one committed", async () => {
    const [first, second] = [await on.connection("app"), new pg.Client(on.database.urls.app)];
    await second.connect();
    const begin = ({ orgId, personId }: ReturnType<typeof as>) =>
      `begin; set local twofold.org_id = '${orgId}'; set local twofold.person_id = '${personId}'`;
    const call = (name: string) =>
      `select ${name}('${on.scene.cycle}', '${on.scene.duos.watched}') as outcome`;
    await share("ic");
    await first.query(begin(as("ic")));
    await first.query(call("take_back_trust"));
    await second.query(begin(as("manager")));
    const waiting = second.query(call("share_trust"));
    await Promise.race([waiting, blocked()]);
    // Without the lock the second could show both answers while the consent of one is being taken back.
    expect(await waiters()).toBe(1);
    await first.query("commit");
    expect((await waiting).rows).toEqual([{ outcome: "agreed" }]);
    await second.query("commit");
    await second.end();
    expect(await stored()).toEqual([on.scene.people.manager]);
  });
});

/** How many sessions on this test's own database wait for another one's lock. */
const waiters = async () =>
  (
    await on.arrange(
      "select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()",
    )
  ).rowCount;

/** Waits until a transaction waits for another one's lock. */
async function blocked(): Promise<void> {
  if ((await waiters()) === 0) await setTimeout(20).then(blocked);
}

test("no role writes or removes a consent by itself", async () => {
  const { org, cycle, duos, people } = on.scene;
  for (const statement of [
    `insert into trust_consents (org_id, cycle_id, duo_id, person_id) values ('${org}', '${cycle}', '${duos.watched}', '${people.ic}')`,
    "update trust_consents set given_at = app_now()",
    "delete from trust_consents",
  ]) {
    for (const role of ["app", "auth", "publisher", "worker"] as const) {
      expect([role, statement, await on.attempt(role, "ic", statement)]).toEqual([role, statement, "42501"]);
    }
  }
  for (const role of ["auth", "publisher", "worker"] as const) {
    for (const name of ["share_trust", "take_back_trust"]) {
      const call = `select ${name}('${cycle}', '${duos.watched}')`;
      expect([role, name, await on.attempt(role, "ic", call)]).toEqual([role, name, "42501"]);
    }
  }
});

// Last, because the answers are gone afterwards.
test("agreeing is refused once answers were withdrawn, to their author also while that waits", async () => {
  await cycleIn("closed");
  await withViewer(as("ic"), (tx) => withdrawOwnAnswers(tx, { ...place(), stage: "closed-revealed" }));
  expect(await share("ic")).toBe("not-revealed");
  // The partner is not told of what waits.
  expect(await share("manager")).toBe("agreed");
  await cycleIn("published");
  await asPublisher(on.scene.org, (tx) => carryOutWithdrawals(tx, on.scene.cycle));
  expect([await share("ic"), await share("manager")]).toEqual(["not-revealed", "not-revealed"]);
  expect(await readers("manager")).toEqual({ manager: ["trust"] });
});
