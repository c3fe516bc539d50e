import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { stage } from "@/testkit/scenes/stage";

/** A leader of two units, and of one of them the right ends while they write by it. */
const on = stage();
const open: pg.Client[] = [];

const ofDirector = () => `person_id = '${on.scene.people.directorA}' and role = 'leader'`;

beforeEach(async () => {
  const { org, people, units } = on.scene;
  await on.arrange(
    `insert into role_grants (org_id, id, person_id, role, unit_id) values ('${org}', gen_random_uuid(), '${people.directorA}', 'leader', '${units.b}')`,
  );
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.end();
  await on.arrange("delete from noted_actions");
  await on.arrange(`delete from role_grants where ${ofDirector()} and unit_id = '${on.scene.units.b}'`);
  await on.arrange(`update role_grants set revoked_at = null where ${ofDirector()}`);
});

async function begin(who: "admin" | "directorA"): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: on.database.urls.app });
  open.push(client);
  await client.connect();
  await client.query(
    `begin; set local twofold.org_id = '${on.scene.org}'; set local twofold.person_id = '${on.scene.people[who]}'`,
  );
  return client;
}

/** What a statement of the director's does, in rows or as a refusal, that waits while one of their rights ends. */
async function whileEnding(unit: "a" | "b", statement: string): Promise<number | string | null> {
  const [admin, director] = [await begin("admin"), await begin("directorA")];
  await admin.query(
    `update role_grants set revoked_at = app_now() where ${ofDirector()} and unit_id = '${on.scene.units[unit]}'`,
  );
  const result = director.query(statement).then(
    ({ rowCount }) => rowCount,
    (error: pg.DatabaseError) => error.code!,
  );
  const waits =
    "select from pg_stat_activity where datname = current_database() and wait_event = 'transactionid'";
  await expect.poll(async () => (await on.arrange(waits)).rowCount).toBe(1);
  await admin.query("commit");
  return result;
}

const values = () => {
  const { org, duos, published } = on.scene;
  return `'${org}', '${duos.watched}', '2025-02-01', 'coach', '${published}'`;
};

describe.each([
  ["a", "42501"],
  ["b", 1],
] as const)("while the right to unit %s ends", (unit, outcome) => {
  test("an action is noted by the right to the duo’s own unit alone", async () => {
    const noting = `insert into noted_actions (org_id, duo_id, done_on, kind, cycle_id) values (${values()})`;
    expect(await whileEnding(unit, noting)).toBe(outcome);
  });

  test("so is one taken back", async () => {
    await on.arrange(
      `insert into noted_actions (org_id, duo_id, done_on, kind, cycle_id, noted_by) values (${values()}, '${on.scene.people.directorA}')`,
    );
    expect(await whileEnding(unit, "delete from noted_actions")).toBe(outcome);
  });
});

test("every table that leaders write asks for the row, whatever is written", async () => {
  // 4 is an insert, 8 a delete, 16 an update. A line of reading or an export is of no single unit.
  const { rows } = await on.arrange(
    `select w.tablename as table, (select bit_or(t.tgtype::int) & 28 from pg_trigger t
       where t.tgrelid = w.tablename::regclass and pg_get_triggerdef(t.oid) ~ 'read-as-leader') as asks
     from pg_policies w where 'twofold_app' = any (w.roles) and w.cmd <> 'SELECT' and w.tablename <> 'audit_log'
       and concat(w.qual, w.with_check) ~ 'viewer_units|may_note_action' group by 1`,
  );
  expect(rows).toEqual([{ table: "noted_actions", asks: 12 }]);
});
