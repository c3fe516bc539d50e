import { beforeEach, describe, expect, test } from "vitest";
import { zoneAtNoon } from "@/testkit/factories/zone";
import type { Actor } from "@/testkit/scenes/policies";
import { attackers, everybody, stage } from "@/testkit/scenes/stage";
import { asPublisher, asWorker, withViewer } from "../client";
import { declineCycle, takeBackDecline } from "../queries/declines";
import { readReminderFacts } from "../queries/mail-occasions";
import { queueReminders } from "../queries/outbox";

const on = stage();

const place = () => ({ cycleId: on.scene.cycle, duoId: on.scene.duos.watched });
const key = () => `'${on.scene.org}', '${on.scene.cycle}', '${on.scene.duos.watched}'`;
const as = (actor: Actor) => ({
  orgId: actor === "stranger" ? on.scene.otherOrg : on.scene.org,
  personId: on.scene.people[actor],
});
const decline = (actor: Actor) => withViewer(as(actor), (tx) => declineCycle(tx, place()));
const takeBack = (actor: Actor) => withViewer(as(actor), (tx) => takeBackDecline(tx, place()));
const stored = async () =>
  (await on.arrange("select person_id from cycle_declines")).rows.map(({ person_id }) => person_id);
const cycleIn = (state: "open" | "closed" | "published") =>
  on.arrange(
    `update cycles set state = '${state}', closed_at = ${state === "open" ? "null" : "now()"}, published_at = ${state === "published" ? "now()" : "null"} where id = '${on.scene.cycle}'`,
  );
const leads = (actor: Actor, unit: string) =>
  on.arrange(
    `insert into role_grants (org_id, id, person_id, role, unit_id) values ('${on.scene.org}', gen_random_uuid(), '${on.scene.people[actor]}', 'leader', '${unit}')`,
  );

beforeEach(async () => {
  await on.arrange("delete from cycle_declines");
  await on.arrange("delete from answer_withdrawals");
  await on.arrange("delete from outbox");
  await cycleIn("open");
  await on.setFinal(false, false);
});

describe("declining a cycle", () => {
  test("is either partner's, in their own name, and can be taken back", async () => {
    for (const actor of everybody.filter((one) => one !== "ic" && one !== "manager")) {
      expect([actor, await decline(actor), await takeBack(actor)]).toEqual([actor, undefined, undefined]);
    }
    expect(await decline("ic")).toBe("declined");
    expect(await decline("ic")).toBe("declined");
    expect(await decline("manager")).toBe("declined");
    expect((await stored()).sort()).toEqual([on.scene.people.ic, on.scene.people.manager].sort());
    expect(await takeBack("ic")).toBe("taken-back");
    expect(await takeBack("ic")).toBe("taken-back");
    expect(await stored()).toEqual([on.scene.people.manager]);
  });

  test("is refused once one has submitted, withdrew, or the cycle takes no more answers", async () => {
    await on.setFinal(true, false);
    expect([await decline("ic"), await decline("manager")]).toEqual(["submitted", "declined"]);
    await on.setFinal(false, false);
    await on.arrange(
      `insert into answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at) values (${key()}, '${on.scene.people.ic}', 'open', now())`,
    );
    expect(await decline("ic")).toBe("closed");
    for (const state of ["closed", "published"] as const) {
      await cycleIn(state);
      expect([state, await decline("manager"), await takeBack("manager")]).toEqual([
        state,
        "closed",
        "closed",
      ]);
    }
    expect(await stored()).toEqual([on.scene.people.manager]);
  });

  test("ends with a submission after all", async () => {
    await decline("ic");
    await on.as(
      "ic",
      `update duo_cycle_sides set final_at = app_now() where duo_id = '${on.scene.duos.watched}' and side = 'ic'`,
    );
    expect(await stored()).toEqual([]);
  });

  test("is written by no role itself", async () => {
    await decline("ic");
    const { people } = on.scene;
    for (const statement of [
      `insert into cycle_declines (org_id, cycle_id, duo_id, person_id) values (${key()}, '${people.manager}')`,
      `update cycle_declines set person_id = '${people.manager}'`,
      "delete from cycle_declines",
    ]) {
      for (const role of attackers.filter((one) => one !== "administrator")) {
        expect([role, statement, await on.attempt(role, "ic", statement)]).toEqual([
          role,
          statement,
          "42501",
        ]);
      }
    }
    for (const role of ["auth", "publisher", "worker"] as const) {
      for (const statement of [
        "select 1 from cycle_declines",
        `select decline_cycle('${on.scene.cycle}', '${on.scene.duos.watched}')`,
      ]) {
        expect([role, await on.attempt(role, "ic", statement)]).toEqual([role, "42501"]);
      }
    }
  });

  test("changes at read committed alone", async () => {
    const { cycle, duos } = on.scene;
    const strict = "set transaction isolation level repeatable read";
    for (const name of ["decline_cycle", "take_back_decline"]) {
      expect(await on.attempt("app", "ic", strict, `select ${name}('${cycle}', '${duos.watched}')`)).toBe(
        "42501",
      );
    }
  });

  test("does not keep an admin from cancelling a cycle that nobody has begun to answer", async () => {
    await decline("ic");
    const unbegun = ["response_parts", "responses"].map(
      (name) => `delete from ${name} where cycle_id = '${on.scene.cycle}'`,
    );
    const cancel = `select 1 where cancel_cycle('${on.scene.cycle}')`;
    const asAdministrator = [
      "set local session_replication_role = replica",
      ...unbegun,
      "set local session_replication_role = origin",
    ];
    expect(await on.attempt("administrator", "admin", ...asAdministrator, cancel)).toBe(1);
  });
});

describe("that somebody declined", () => {
  test("is known to them, and to the admin while the cycle is open", async () => {
    await decline("ic");
    const seen = () => on.seenBy("select person_id from cycle_declines");
    const { ic } = on.scene.people;
    expect(await seen()).toEqual({ ic: [ic], admin: [ic] });
    await cycleIn("closed");
    expect(await seen()).toEqual({ ic: [ic] });
  });

  test("is not known to an admin who reads the duo as a leader, or is the partner", async () => {
    await decline("ic");
    const { people, units } = on.scene;
    const { rows } = await on.arrange(
      `insert into role_grants (org_id, id, person_id, role) values ('${on.scene.org}', gen_random_uuid(), '${people.manager}', 'admin') returning id`,
    );
    await leads("admin", units.a);
    expect(await on.seenBy("select person_id from cycle_declines")).toEqual({ ic: [people.ic] });
    await on.arrange(`delete from role_grants where id = '${rows[0].id}'`);
    await on.arrange(`delete from role_grants where person_id = '${people.admin}' and role = 'leader'`);
  });

  test("changes nothing that the partner, a leader or the reviewer can read, and one table for the admin", async () => {
    const readers = everybody.filter((one) => one !== "ic");
    const before = new Map<Actor, string[]>();
    for (const actor of readers) before.set(actor, await on.readable(actor));
    await decline("ic");
    for (const actor of readers) {
      const after = await on.readable(actor);
      const changed = after.filter((line, at) => line !== before.get(actor)![at]);
      expect([actor, changed.map((line) => line.split(" ")[0])]).toEqual([
        actor,
        actor === "admin" ? ["cycle_declines"] : [],
      ]);
    }
  });
});

describe("reminders", () => {
  const sent = async () =>
    (
      await on.arrange("select person_id from outbox where kind in ('reminder', 'nudge') order by person_id")
    ).rows.map(({ person_id }) => person_id);
  const missing = async () => {
    await on.arrange("delete from outbox");
    await on.as("admin", `select nudge_missing('${on.scene.cycle}')`);
    return sent();
  };

  test("leave out who declined, in that duo alone, and come again when it is taken back", async () => {
    const { people } = on.scene;
    expect(await missing()).toContain(people.ic);
    await decline("ic");
    const without = await missing();
    expect(without).not.toContain(people.ic);
    expect(without).toContain(people.manager);
    await takeBack("ic");
    expect(await missing()).toContain(people.ic);
  });

  test("by the cycle's own times leave them out too", async () => {
    await on.arrange(
      `update cycles set opens_at = now() - interval '72 hours 5 minutes', closes_at = now() + interval '20 days' where id = '${on.scene.cycle}'`,
    );
    // Reminders leave in working hours: everybody lives where it is about noon.
    await on.arrange(`update people set time_zone = '${zoneAtNoon()}'`);
    const queue = async () => {
      await on.arrange("delete from outbox");
      await asPublisher(on.scene.org, (tx) => queueReminders(tx, on.scene.cycle));
      return sent();
    };
    expect(await queue()).toContain(on.scene.people.ic);
    await decline("ic");
    const left = await queue();
    expect(left).not.toContain(on.scene.people.ic);
    expect(left).toContain(on.scene.people.manager);
  });

  test("that are queued already are not sent after it", async () => {
    const facts = () =>
      asWorker((tx) =>
        readReminderFacts(tx, { orgId: on.scene.org, personId: on.scene.people.ic, cycleId: on.scene.cycle }),
      );
    expect(await facts()).toBeDefined();
    await decline("ic");
    expect(await facts()).toBeUndefined();
  });

  test("to a partner are not shown to an admin who is the other one", async () => {
    const { org, people } = on.scene;
    const { rows } = await on.arrange(
      `insert into role_grants (org_id, id, person_id, role) values ('${org}', gen_random_uuid(), '${people.manager}', 'admin') returning id`,
    );
    await on.arrange(
      `insert into outbox (org_id, id, kind, key, person_id, payload, day) values ('${org}', gen_random_uuid(), 'reminder', 'reminder:a', '${people.ic}', '{}', current_date), ('${org}', gen_random_uuid(), 'reminder', 'reminder:b', '${people.otherIc}', '{}', current_date)`,
    );
    const seen = await on.seenBy("select person_id from outbox where kind = 'reminder'");
    expect(seen.manager).toEqual([people.otherIc]);
    expect(seen.admin).toHaveLength(2);
    await on.arrange(`delete from role_grants where id = '${rows[0].id}'`);
  });
});

describe("an admin who is the partner, or reads the duo as a leader", () => {
  const kinds = ["cycle-opened", "cycle-cancelled", "partner-answered", "nudge"];
  const mail = (kind: string, more = "null, null") =>
    `insert into outbox (org_id, id, kind, key, person_id, payload, day, failed_at, last_error) values ('${on.scene.org}', gen_random_uuid(), '${kind}', '${kind}:a', '${on.scene.people.ic}', '{}', ${kind === "nudge" ? "current_date" : "null"}, ${more}) returning id`;
  const told = () =>
    `select nudge_missing('${on.scene.cycle}') || ' ' || (select waiting from mail_health()) || ' ' || (select failed from mail_health())`;
  const asAdmin = async (statement: string) => Object.values((await on.as("admin", statement))[0]!)[0];
  const makeLeader = () => leads("admin", on.scene.units.a);

  test("does not read what became of an invitation, nor whether it was to be sent once more", async () => {
    const seen = async () => (await on.seenBy("select kind from outbox")).admin;
    for (const kind of kinds) await on.arrange(mail(kind));
    expect(await seen()).toEqual(["cycle-cancelled", "cycle-opened", "nudge"]);
    const { rows } = await on.arrange(
      mail("cycle-opened", "now(), '550'").replace("cycle-opened:a", "cycle-opened:b"),
    );
    const retry = `select retry_mails(array['${rows[0].id}']::uuid[])`;
    await makeLeader();
    expect(await seen()).toBeUndefined();
    expect(await asAdmin(retry)).toBe(0);
    await on.arrange(
      `delete from role_grants where person_id = '${on.scene.people.admin}' and role = 'leader'`,
    );
    expect(await asAdmin(retry)).toBe(1);
  });

  test("learns a decline by no number of mails", async () => {
    await makeLeader();
    const { rows } = await on.arrange(mail("cycle-opened", "now(), '550'"));
    const numbers = await asAdmin(told());
    await on.arrange("delete from outbox");
    await decline("ic");
    expect(await asAdmin(told())).toBe(numbers);
    expect(rows).toHaveLength(1);
    await on.arrange(
      `delete from role_grants where person_id = '${on.scene.people.admin}' and role = 'leader'`,
    );
  });

  test("writes no mail whose fate or key would say it, and takes no key in advance", async () => {
    const { org, people } = on.scene;
    for (const kind of ["cycle-opened", "new-reader", "nudge", "address-change"]) {
      expect(await on.attempt("app", "admin", mail(kind).replace(" returning id", ""))).toBe("42501");
    }
    // Not under another kind's name either, by a role that may write a kind.
    const taken = `insert into outbox (org_id, id, kind, key, person_id, payload) values ('${org}', gen_random_uuid(), 'cycle-published', 'new-reader:a', '${people.ic}', '{}')`;
    expect(await on.attempt("publisher", "admin", taken)).toBe("23514");
  });
});
