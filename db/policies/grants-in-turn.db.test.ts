import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { stage } from "@/testkit/scenes/stage";

const on = stage();
const open: pg.Client[] = [];

afterEach(async () => {
  for (const client of open.splice(0)) await client.end();
  await on.arrange("delete from outbox");
  await on.arrange(
    `delete from role_grants where person_id = '${on.scene.people.reviewer}' and role = 'leader'`,
  );
  await on.arrange(`update duos set unit_id = '${on.scene.units.b}' where id = '${on.scene.duos.other}'`);
  await on.arrange(
    `update units set parent_id = '${on.scene.units.root}', lineage = '{${on.scene.units.root},${on.scene.units.b}}' where id = '${on.scene.units.b}'`,
  );
});

async function begin(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: on.database.urls.app });
  open.push(client);
  await client.connect();
  await client.query(
    `begin; set local twofold.org_id = '${on.scene.org}'; set local twofold.person_id = '${on.scene.people.admin}'`,
  );
  return client;
}

const json = (value: object) => `'${JSON.stringify([value])}'::jsonb`;
const changes = {
  grant: () =>
    `insert into role_grants (org_id, id, person_id, role, unit_id) values ('${on.scene.org}', gen_random_uuid(), '${on.scene.people.reviewer}', 'leader', '${on.scene.units.a}')`,
  end: () =>
    `update role_grants set revoked_at = app_now() where person_id = '${on.scene.people.reviewer}' and role = 'leader'`,
  duo: () =>
    `select write_roster_duos(${json({
      id: on.scene.duos.other,
      displayName: "other",
      pairType: "tech-lead-em",
      unitId: on.scene.units.a,
      icId: on.scene.people.otherIc,
      managerId: on.scene.people.otherManager,
      lineManager: false,
      startedOn: "2025-01-01",
      paused: false,
    })})`,
  unit: () => {
    const { root, a, b } = on.scene.units;
    return `select write_roster_units(${json({ id: b, parentId: a, name: "b", platform: false, lineage: [root, a, b] })})`;
  },
  people: () => "select * from write_roster_people('[]'::jsonb)",
  close: () => `select close_cycle('${on.scene.cycle}')`,
  cancel: () => `select cancel_cycle('${on.scene.cycle}')`,
  open: () => `select open_cycle('scoped', '2036-01-01T00:00', 'UTC', '1', '1')`,
};

const oneWaits = () =>
  expect
    .poll(async () => {
      const { rows } = await on.arrange(
        "select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'",
      );
      return rows.length;
    })
    .toBe(1);

/** What two connections do, each in one transaction, the second one while the first has not ended. */
async function both(
  first: keyof typeof changes,
  second: keyof typeof changes,
  end: "commit" | "rollback" = "commit",
): Promise<void> {
  const [one, other] = [await begin(), await begin()];
  await one.query(changes[first]());
  const waits = other.query(changes[second]());
  await oneWaits();
  await one.query("commit");
  await waits;
  await other.query(end);
}

const told = async () => {
  const { rows } = await on.arrange(
    "select distinct person_id from outbox where kind = 'new-reader' and payload ->> 'readerId' = $2 and person_id = any ($1)",
    [[on.scene.people.otherIc, on.scene.people.otherManager], on.scene.people.reviewer],
  );
  return rows.length;
};

test.each([
  ["grant", "duo"],
  ["duo", "grant"],
  ["grant", "unit"],
  ["unit", "grant"],
] as const)("partners are told of a reader by a %s and a %s at the same time", async (first, second) => {
  await both(first, second);
  expect(await told()).toBe(2);
});

test("and not of one whose right ends at the same time as their duo is moved", async () => {
  await on.arrange(changes.grant());
  await both("end", "duo");
  expect(await told()).toBe(0);
});

test("an end of a grant that waits for its turn locks no row meanwhile, which whoever goes first may need", async () => {
  await on.arrange(changes.grant());
  const [roster, admin] = [await begin(), await begin()];
  await roster.query(changes.people());
  const waits = admin.query(changes.end());
  await oneWaits();
  const { rows } = await on.arrange(
    `select from role_grants where person_id = '${on.scene.people.reviewer}' and role = 'leader' for update nowait`,
  );
  expect(rows).toHaveLength(1);
  await roster.query("commit");
  await waits;
});

test("what changes of people takes its turn too", async () => {
  await both("people", "grant");
  await on.arrange(changes.grant());
  await both("end", "people");
});

test.each(["close", "cancel"] as const)(
  "to %s a cycle takes its turn with the roster, which locks the same rows",
  async (act) => {
    await both("people", act, "rollback");
  },
);

test("so does one that opens, and the job that opens and closes them", async () => {
  const roster = await begin();
  await roster.query(changes.people());
  const publisher = await on.connection("publisher");
  const job = async (call: string) => {
    await publisher.query(
      `begin; set local twofold.org_id = '${on.scene.org}'; set local lock_timeout = '200ms'`,
    );
    const outcome = await publisher.query(call).then(
      () => "done",
      ({ code }: { code: string }) => code,
    );
    await publisher.query("rollback");
    return outcome;
  };
  expect(await job(`select close_due_cycle('${on.scene.cycle}')`)).toBe("55P03");
  expect(await job(`select open_due_cycle(gen_random_uuid(), '1', '1')`)).toBe("55P03");
  await roster.query("rollback");
  expect(await job(`select close_due_cycle('${on.scene.cycle}')`)).toBe("done");
  const admin = await begin();
  await admin.query(changes.people());
  expect(await on.attempt("app", "admin", "set local lock_timeout = '200ms'", changes.open())).toBe("55P03");
});

test("a grant that is changed without saying in which organization waits for nobody: its row is locked by then", async () => {
  await on.arrange(changes.grant());
  const roster = await begin();
  await roster.query(changes.people());
  const without = "set local twofold.org_id = ''";
  expect(await on.attempt("administrator", "admin", without, changes.end())).toBe("55P03");
  await roster.query("commit");
  expect(await on.attempt("administrator", "admin", without, changes.end())).toBe(1);
});

test("a right of the very statement that moves a duo makes nobody one who was known to read it before", async () => {
  const { org, people, units, duos } = on.scene;
  const granted = (unit: string) =>
    `insert into role_grants (org_id, id, person_id, role, unit_id) values ('${org}', gen_random_uuid(), '${people.reviewer}', 'leader', '${unit}')`;
  await on.arrange(changes.grant());
  const grant = granted(units.b);
  const ends = `${changes.end()} and unit_id = '${units.b}'`;
  const mails = `select person_id from outbox where kind = 'new-reader' and payload @> '{"duoId": "${duos.other}", "readerId": "${people.reviewer}"}'`;
  // Without earlier rows that would be read by that right too.
  const put = (unit: string) =>
    on.arrange(`update duo_cycles set unit_id = '${unit}' where duo_id = '${duos.other}'`);
  await put(units.a);
  const outcome = (...statements: string[]) =>
    on.attempt("administrator", "admin", ...statements, ends, mails);
  const moves = changes.duo();
  for (const inOne of [`with g as (${grant} returning id) ${moves} from g`, `${grant} returning (${moves})`])
    expect([inOne, await outcome(inOne)]).toEqual([inOne, 2]);
  // One after the other the grant is told, and the move has nothing to add.
  expect(await outcome(grant, moves)).toBe(2);
  await on.arrange(grant);
  expect(await outcome(moves)).toBe(0);
  await put(units.b);
});

test("a role does not end in a transaction that began before it was given, as which it would have ended before", async () => {
  const [old, one] = [await begin(), await begin()];
  await one.query(changes.grant());
  await one.query("commit");
  await expect(old.query(changes.end())).rejects.toMatchObject({ code: "55P03" });
  const next = await begin();
  await next.query(changes.end());
  await next.query("commit");
});
