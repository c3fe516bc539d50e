import { describe, expect, test } from "vitest";
import { stage } from "@/testkit/scenes/stage";

const on = stage();
const json = (value: unknown) => `'${JSON.stringify(value)}'::jsonb`;

const person = (name: "ic" | "manager" | "otherIc", more = {}) => ({
  id: on.scene.people[name],
  externalId: name,
  name,
  givenName: name,
  email: `${on.scene.people[name]}@example.test`,
  pendingEmail: null,
  language: "en",
  timeZone: "",
  endedOn: null,
  ...more,
});
const writePeople = (...people: object[]) => `select * from write_roster_people(${json(people)})`;

const unit = (name: "root" | "a" | "b", more = {}) => {
  const { root, [name]: id } = on.scene.units;
  const place =
    name === "root" ? { parentId: null, lineage: [root] } : { parentId: root, lineage: [root, id] };
  return { id, externalId: null, name, platform: false, endedOn: null, ...place, ...more };
};
const writeUnits = (...units: object[]) => `select write_roster_units(${json(units)})`;

const duo = (more = {}) => ({
  id: on.scene.duos.other,
  externalId: null,
  displayName: "other",
  pairType: "tech-lead-em",
  unitId: on.scene.units.b,
  icId: on.scene.people.otherIc,
  managerId: on.scene.people.otherManager,
  icGrade: null,
  managerGrade: null,
  lineManager: false,
  teamSize: null,
  startedOn: "2025-01-01",
  endedOn: null,
  paused: false,
  ...more,
});
const fresh = (more = {}) =>
  duo({
    id: crypto.randomUUID(),
    icId: on.scene.people.ic,
    managerId: on.scene.people.otherManager,
    ...more,
  });
const writeDuos = (...duos: object[]) => `select write_roster_duos(${json(duos)})`;

/** The administrator's grant of a unit to somebody, as it stands for one attempt's tests. */
async function leading(
  name: "admin" | "directorA",
  unitId: string,
  test: () => Promise<void>,
): Promise<void> {
  const id = crypto.randomUUID();
  const { org, people } = on.scene;
  await on.arrange(
    `insert into role_grants (org_id, id, person_id, role, unit_id) values ('${org}', '${id}', '${people[name]}', 'leader', '${unitId}')`,
  );
  try {
    await test();
  } finally {
    await on.arrange(`delete from role_grants where id = '${id}'`);
  }
}

const recorded = (action: string, subject: string, detail = "{}") =>
  `select 1 from audit_log where action = '${action}' and subject_id = '${subject}' and at = app_now() and detail = '${detail}'`;

describe("the address of somebody who never signed in", () => {
  const other = { email: "other@example.test" };
  const enrolled = (duo: string, closed: boolean) =>
    on.arrange(
      `update duo_cycles set closed = ${closed} where duo_id = '${duo}' and cycle_id = '${on.scene.cycle}'`,
    );

  test("stays while a partner has begun to answer in the open cycle, whichever role writes it", async () => {
    expect(await on.attempt("app", "admin", writePeople(person("ic", other)))).toBe("23514");
    expect(await on.attempt("app", "admin", writePeople(person("ic", { name: "Another" })))).toBe(0);
    expect(await on.attempt("app", "admin", writePeople(person("ic", { externalId: "other" })))).toBe(0);
    const direct = `update people set email = 'other@example.test' where id = '${on.scene.people.ic}'`;
    expect(await on.attempt("administrator", "admin", direct)).toBe("23514");
    const waits = `select 1 from roster_people() where id = '${on.scene.people.ic}' and address_waits`;
    expect(await on.attempt("app", "admin", waits)).toBe(1);
  });

  test("changes once the duo takes no more answers, and is recorded by the person's id", async () => {
    const { duos, people } = on.scene;
    await enrolled(duos.watched, true);
    const change = writePeople(person("ic", other));
    expect(await on.attempt("app", "admin", change, recorded("address.set", people.ic))).toBe(1);
    expect(await on.attempt("app", "admin", change, recorded("person.added", people.ic))).toBe(0);
    await enrolled(duos.watched, false);
  });

  test("changes while only they themselves have begun, and not by a snapshot of before", async () => {
    const { duos, people } = on.scene;
    for (const table of ["response_parts", "responses"])
      await on.arrange(
        `delete from ${table} where duo_id = '${duos.watched}' and author_id = '${people.manager}'`,
      );
    const change = writePeople(person("ic", other));
    expect(await on.attempt("app", "admin", change, recorded("address.set", people.ic))).toBe(1);
    expect(await on.attempt("app", "admin", writePeople(person("manager", other)))).toBe("23514");
    const old = "set transaction isolation level repeatable read";
    const client = await on.connection("app");
    await client.query(
      `begin; ${old}; set local twofold.org_id = '${on.scene.org}'; set local twofold.person_id = '${people.admin}'`,
    );
    await expect(client.query(change)).rejects.toMatchObject({ code: "42501" });
    await client.query("rollback");
  });
});

test("an address waits for an answer that is being written, by the lock of its duo", async () => {
  const answering = await on.connection("administrator");
  await answering.query(
    `begin; select from duo_cycles where duo_id = '${on.scene.duos.watched}' for no key update`,
  );
  const change = writePeople(person("ic", { email: "other@example.test" }));
  expect(await on.attempt("app", "admin", "set local lock_timeout = '100ms'", change)).toBe("55P03");
  await answering.query("rollback");
  expect(await on.attempt("app", "admin", "set local lock_timeout = '100ms'", change)).toBe(0);
});

describe("who leads a unit", () => {
  test("brings no duo into it, old or new, and another admin does", async () => {
    const { units } = on.scene;
    const moved = duo({ unitId: units.a });
    const added = fresh({ unitId: units.a });
    await leading("admin", units.a, async () => {
      expect(await on.attempt("app", "admin", writeDuos(moved))).toBe("23514");
      expect(await on.attempt("app", "admin", writeDuos(added))).toBe("23514");
      expect(await on.attempt("app", "admin", writeDuos({ ...moved, endedOn: "2026-01-01" }))).toBe("23514");
      // What was there stays, and what is elsewhere may be changed.
      expect(await on.attempt("app", "admin", writeDuos(duo()))).toBe(1);
      expect(await on.attempt("app", "admin", writeDuos(fresh({ unitId: units.b })))).toBe(1);
    });
    for (const one of [moved, added]) expect(await on.attempt("app", "admin", writeDuos(one))).toBe(1);
  });

  test("of the top unit adds and moves duos: none is outside", async () => {
    const { units } = on.scene;
    await leading("admin", units.root, async () => {
      expect(await on.attempt("app", "admin", writeDuos(duo({ unitId: units.a })))).toBe(1);
      expect(await on.attempt("app", "admin", writeDuos(fresh({ unitId: units.a })))).toBe(1);
    });
  });

  test("brings no unit into it, and moves their own", async () => {
    const { root, a, b } = on.scene.units;
    const below = unit("b", { parentId: a, lineage: [root, a, b] });
    await leading("admin", a, async () => {
      expect(await on.attempt("app", "admin", writeUnits(below))).toBe("23514");
      expect(
        await on.attempt("app", "admin", writeUnits(unit("a", { parentId: b, lineage: [root, b, a] }))),
      ).toBe(1);
      const added = { ...unit("a"), id: crypto.randomUUID(), parentId: a };
      expect(await on.attempt("app", "admin", writeUnits({ ...added, lineage: [root, a, added.id] }))).toBe(
        1,
      );
    });
    expect(await on.attempt("app", "admin", writeUnits(below))).toBe(1);
  });
});

describe("the audit log", () => {
  test("has a row for each duo, unit and person that changes, and for roles that end", async () => {
    const { units, people, duos } = on.scene;
    const outcomeOf = (write: string, row: string) => on.attempt("app", "admin", write, row);
    const moved = JSON.stringify({ from: units.b, to: units.a });
    expect(
      await outcomeOf(writeDuos(duo({ unitId: units.a })), recorded("duo.moved", duos.other, moved)),
    ).toBe(1);
    expect(
      await outcomeOf(writeDuos(duo({ endedOn: "2026-01-01" })), recorded("duo.ended", duos.other)),
    ).toBe(1);
    expect(await outcomeOf(writeDuos(duo({ paused: true })), recorded("duo.paused", duos.other))).toBe(1);
    const pair = { ic: people.ic, manager: people.otherManager, unit: units.b };
    const added = fresh();
    expect(await outcomeOf(writeDuos(added), recorded("duo.added", added.id, JSON.stringify(pair)))).toBe(1);
    const replaced = JSON.stringify({ ...pair, replaced: duos.other });
    expect(
      await outcomeOf(
        writeDuos(duo({ endedOn: "2026-01-01" }), { ...added, replacedId: duos.other }),
        recorded("duo.replaced", added.id, replaced),
      ),
    ).toBe(1);
    const below = unit("b", { parentId: units.a, lineage: [units.root, units.a, units.b] });
    const under = JSON.stringify({ from: units.root, to: units.a });
    expect(await outcomeOf(writeUnits(below), recorded("unit.moved", units.b, under))).toBe(1);
    const end = { ...person("ic"), id: people.directorB, email: `${people.directorB}@example.test` };
    const ended = writePeople({ ...end, externalId: "directorB", endedOn: "2026-01-01" });
    expect(await outcomeOf(ended, recorded("person.ended", people.directorB))).toBe(1);
    const role = JSON.stringify({ role: "leader", unit: units.b });
    expect(await outcomeOf(ended, recorded("role.revoked", people.directorB, role))).toBe(1);
    const unchanged = writeDuos(duo());
    expect(
      await outcomeOf(unchanged, "select 1 from audit_log where at = app_now() and subject_id is not null"),
    ).toBe(0);
  });
});

test("a new duo takes the place of none but one that is over, of the same partner or with the same id", async () => {
  const { duos, people } = on.scene;
  const over = { endedOn: "2026-01-01" };
  const attempt = (...written: object[]) => on.attempt("app", "admin", writeDuos(...written));
  const ofOther = fresh({ replacedId: duos.other });
  expect(await attempt(duo(over), ofOther)).toBe(1);
  expect(await on.attempt("app", "admin", writeDuos(duo(over)), writeDuos(ofOther))).toBe(1);
  const itself = fresh();
  for (const refused of [
    [ofOther],
    [duo({ endedOn: "2099-01-01" }), ofOther],
    [{ ...ofOther, replacedId: crypto.randomUUID() }],
    [{ ...itself, ...over, replacedId: itself.id }],
    [duo(over), { ...ofOther, managerId: people.directorA }],
  ]) {
    expect([refused, await attempt(...refused)]).toEqual([refused, "23514"]);
  }
  // Nobody stays, and the new one has the id that the old one gives up.
  await on.arrange(`update duos set external_id = 'D-1' where id = '${duos.other}'`);
  const sameId = { ...ofOther, managerId: people.directorA, externalId: "D-1" };
  expect(await attempt(duo(over), sameId)).toBe(1);
  await on.arrange(`update duos set external_id = null where id = '${duos.other}'`);
});

test("the two of a duo read who leads it, by name and unit, and nobody else reads it of them", async () => {
  expect(await on.seenBy("select distinct name from leaders_of_own_duos() order by 1")).toEqual({
    ic: ["directorA", "leaderInDuo", "vp"],
    manager: ["directorA", "leaderInDuo", "vp"],
    otherIc: ["directorA", "directorB", "vp"],
    otherManager: ["directorB", "vp"],
    leaderInDuo: ["directorA", "vp"],
  });
  const revoked = "update role_grants set revoked_at = now() where role = 'leader'";
  const reading = "select from leaders_of_own_duos() where ended_at is null";
  expect(await on.attempt("administrator", "ic", revoked, reading)).toBe(0);
  // Of a duo that ended, who reads its earlier rows.
  const ended = "update duos set ended_on = current_date";
  expect(await on.attempt("administrator", "ic", ended, "select * from leaders_of_own_duos()")).toBe(3);
  const secret = "update cycles set sharing_mode = 'private'";
  const none = ["set local session_replication_role = replica", secret];
  expect(await on.attempt("administrator", "ic", ...none, "select 1 from leaders_of_own_duos()")).toBe(0);
  expect(await on.attempt("auth", "ic", "select * from leaders_of_own_duos()")).toBe("42501");
});

test("what moves a duo tells its partners who newly reads it, and none of a duo that is over", async () => {
  const { people, units, duos } = on.scene;
  const { root, a, b } = units;
  const outcome = (...done: string[]) => on.attempt("administrator", "admin", ...done);
  const told = (reader: "vp" | "directorA", partner: "otherIc" | "otherManager" = "otherManager") =>
    `select 1 from outbox where kind = 'new-reader' and person_id = '${people[partner]}' and payload = '{"duoId": "${duos.other}", "readerId": "${people[reader]}"}'`;
  const moved = writeDuos(duo({ unitId: a }));
  const below = writeUnits(unit("b", { parentId: a, lineage: [root, a, b] }));
  const direct = `update duos set unit_id = '${a}' where id = '${duos.other}'`;
  for (const move of [moved, below, direct]) {
    for (const partner of ["otherIc", "otherManager"] as const)
      expect([move, await outcome(move, told("directorA", partner))]).toEqual([move, 1]);
    // Who read it all along is not new.
    expect([move, await outcome(move, told("vp"))]).toEqual([move, 0]);
  }
  // Of one that is over, or comes back with the move, the mail that it goes on names everybody.
  const over = { endedOn: "2025-06-01" };
  const back = `select 1 from outbox where kind = 'duo-resumed' and payload @> '{"duoId": "${duos.other}", "back": "yes"}'`;
  for (const unitId of [a, b]) {
    const resumed = [writeDuos(duo(over)), writeDuos(duo({ ...over, unitId })), writeDuos(duo({ unitId }))];
    expect(await outcome(...resumed, told("directorA"))).toBe(0);
    expect(await outcome(...resumed, back)).toBe(2);
  }
  expect(await outcome(writeDuos(duo(over)), writeDuos(duo({ unitId: a })), told("directorA"))).toBe(0);
  expect(await outcome(writeDuos(duo(over)), writeDuos(duo({ unitId: a })), back)).toBe(2);
});

test("another address is told to the partner of every duo, also of one that is over and may go on again", async () => {
  const { people } = on.scene;
  const given = person("otherIc", { email: "given@example.test" });
  const outcome = (...done: string[]) => on.attempt("administrator", "admin", ...done);
  const mails = `select 1 from outbox where kind = 'partner-address-set' and person_id = '${people.otherManager}'`;
  const free = [
    "set local session_replication_role = replica",
    "update duo_cycles set closed = true",
    "set local session_replication_role = origin",
  ];
  for (const endedOn of [null, "2025-06-01"]) {
    const ended = writeDuos(duo({ endedOn }));
    expect([endedOn, await outcome(...free, ended, writePeople(given), mails)]).toEqual([endedOn, 1]);
  }
  // The end is touched and taken back: it was told when it was set.
  const touched = [writeDuos(duo({ endedOn: "2025-07-01" })), writeDuos(duo())];
  const ended = writeDuos(duo({ endedOn: "2025-06-01" }));
  expect(await outcome(...free, ended, writePeople(given), ...touched, mails)).toBe(1);
});
