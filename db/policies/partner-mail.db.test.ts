import { expect, test } from "vitest";
import { everybody, stage } from "@/testkit/scenes/stage";

const on = stage();

/** The mails that were queued, which are removed. */
const told = async () =>
  (
    await on.arrange("delete from outbox where kind in ('partner-answered', 'reveal-ready') returning *")
  ).rows.map(({ kind, person_id, payload }) => ({ kind, person_id, payload }));

test("a partner who is final tells the other one so, in words of the database", async () => {
  const { cycle, duos, people } = on.scene;
  const tell = `select tell_partner('${cycle}', '${duos.watched}')`;
  const payload = { cycleId: cycle, duoId: duos.watched, partner: "manager" };
  await on.setFinal(false, true);
  for (const actor of everybody) {
    await on.as(actor, tell);
    const mails = actor === "manager" ? [{ kind: "partner-answered", person_id: people.ic, payload }] : [];
    expect([actor, await told()]).toEqual([actor, mails]);
  }
  await on.setFinal(true, true);
  await on.as("manager", tell);
  await on.as("manager", tell);
  expect(await told()).toEqual([{ kind: "reveal-ready", person_id: people.ic, payload }]);
  await on.arrange(`update duo_cycles set closed = true where cycle_id = '${cycle}'`);
  await on.as("manager", tell);
  expect(await told()).toEqual([]);
  for (const role of ["auth", "publisher", "worker"] as const) {
    expect([role, await on.attempt(role, "manager", tell)]).toEqual([role, "42501"]);
  }
});

test("who reads an earlier row of a duo is named and told, wherever the duo and its unit are now", async () => {
  const { org, people, units } = on.scene;
  const grantOf = (unitId: string) =>
    `insert into role_grants (org_id, id, person_id, role, unit_id) values ('${org}', gen_random_uuid(), '${people.otherManager}', 'leader', '${unitId}')`;
  const reads = `select 1 from published_duos where lineage && array(select unit_id from role_grants where person_id = '${people.otherManager}' and revoked_at is null) and duo_id = '${on.scene.duos.watched}'`;
  const told =
    "select distinct p.external_id from outbox o join people p on p.id = o.person_id where o.kind = 'new-reader' and p.external_id in ('ic', 'manager')";
  const named = "select 1 from leaders_of_own_duos() where name = 'otherManager'";
  const { root, a, b } = units;
  // The duo moved away, the unit moved below another, and both as they were; in a private cycle no row is read.
  const away = `update duos set unit_id = '${b}' where id = '${on.scene.duos.watched}'`;
  const below = `update units set parent_id = '${b}', lineage = '{${root},${b},${a}}' where id = '${a}'`;
  const secret = `update cycles set sharing_mode = 'private'`;
  const ended = "update duos set ended_on = '2025-06-01'";
  const outcome = async (unitId: string, last: string, ...before: string[]) =>
    on.attempt(
      "administrator",
      "ic",
      "set local session_replication_role = replica",
      ...before,
      "set local session_replication_role = origin",
      grantOf(unitId),
      last,
    );
  const cases = [
    ["moved away, granted there", b, [away], 1],
    ["moved away, granted where it was", a, [away], 1],
    ["where it is", a, [], 1],
    ["the unit moved, granted above it now", b, [below], 1],
    ["somewhere else", b, [], 0],
    ["moved away from private cycles", a, [away, secret], 0],
    ["paused", a, ["update duos set paused = true"], 1],
    ["beginning later", a, ["update duos set started_on = '2100-01-01'"], 1],
    ["ended", a, [ended], 1],
    ["ended after it moved away, granted there", b, [away, ended], 0],
    ["ended, of private cycles", a, [ended, secret], 0],
  ] as const;
  for (const [name, unitId, before, expected] of cases) {
    expect([name, await outcome(unitId, named, ...before)]).toEqual([name, expected]);
    expect([name, await outcome(unitId, told, ...before)]).toEqual([name, expected * 2]);
  }
  expect(await outcome(a, reads, away)).toBe(1);
});

test("a duo that ends again tells both again where the mails of the end before it never left", async () => {
  const set = (endedOn: string) =>
    `update duos set ended_on = ${endedOn} where id = '${on.scene.duos.watched}'`;
  const marked = (columns: string) =>
    `update outbox set attempts = attempts + 1, ${columns} where kind = 'duo-ended'`;
  const waiting = "select 1 from outbox where kind = 'duo-ended' and failed_at is null and sent_at is null";
  const outcome = (...done: string[]) =>
    on.attempt("administrator", "admin", ...done, set("today()"), waiting);
  const gone = marked("failed_at = now(), last_error = 'occasion-gone'");
  const sent = marked("sent_at = now(), payload = '{}'");
  expect(await outcome()).toBe(2);
  expect(await outcome(set("today()"), set("null"), gone)).toBe(2);
  expect(await outcome(set("today()"), set("null"))).toBe(2);
  expect(await outcome(set("today()"), sent, set("null"))).toBe(0);
});
