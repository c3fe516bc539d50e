import pg from "pg";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/testkit/scenes/policies";
import { stage } from "@/testkit/scenes/stage";

/** Somebody whose role ends while a statement of theirs runs, or who says during one that somebody else asks. */
const on = stage();
const open: pg.Client[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.end();
});

/** Whose right to write does not hang on a role: that of partners, and one's own settings and limits. */
const withoutRole = [
  "commitments",
  "duo_cycle_sides",
  "duo_cycles",
  "duo_talks",
  "moments",
  "people",
  "rate_limits",
  "response_parts",
  "responses",
  "talking_points",
];

type Write = { table: string; of: "admin" | "directorA"; statement: string };
let writes: Write[];

beforeAll(async () => {
  const { org, people, units, duos, published, rosterImport } = on.scene;
  const other = `insert into schedules (org_id, rhythm, first_day, opens_time, closes_time, days, time_zone, sharing_mode)
    select '${org}', 'monthly', '2037-01-01', '09:00', '18:00', 21, 'UTC', 'scoped'`;
  await on.arrange(other);
  await on.arrange(
    `update roster_imports set state = 'receiving', items = null, fingerprint = null where id = '${rosterImport}'`,
  );
  const admins: Record<string, string> = {
    audit_log: `insert into audit_log (org_id, id, action, area) select '${org}', gen_random_uuid(), 'roster.exported', 'export'`,
    custom_questions: `update custom_questions set retired_at = app_now() where retired_at is null`,
    planned_cycles: `insert into planned_cycles (org_id, id, slot, opens_local, closes_local, time_zone) select '${org}', gen_random_uuid(), 7, '2037-01-01T09:00', '2037-01-22T18:00', 'UTC'`,
    role_grants: `insert into role_grants (org_id, id, person_id, role, unit_id) select '${org}', gen_random_uuid(), '${people.otherIc}', 'leader', '${units.b}'`,
    roster_import_files: `insert into roster_import_files (org_id, import_id, number, name, content) select '${org}', '${rosterImport}', 9, 'x', '\\x01'`,
    roster_imports: `insert into roster_imports (org_id, id, complete) select '${org}', gen_random_uuid(), false`,
    schedules: `update schedules set revision = revision + 1`,
  };
  writes = [
    ...Object.entries(admins).map(([table, statement]): Write => ({ table, of: "admin", statement })),
    {
      table: "noted_actions",
      of: "directorA",
      statement: `insert into noted_actions (org_id, duo_id, done_on, kind, cycle_id) select '${org}', '${duos.watched}', '2025-02-01', 'coach', '${published}'`,
    },
  ];
});

async function session(who: Actor): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: on.database.urls.app });
  open.push(client);
  await client.connect();
  await client.query(
    `begin; set local twofold.org_id = '${on.scene.org}'; set local twofold.person_id = '${on.scene.people[who]}'`,
  );
  return client;
}

/** Rows that a statement changed, or the SQLSTATE of its refusal. */
async function outcome(statement: Promise<pg.QueryResult>): Promise<number | string | null> {
  try {
    return (await statement).rowCount;
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.code!;
    throw error;
  }
}

const waiting = (kind: string) =>
  expect
    .poll(
      async () =>
        (
          await on.arrange(
            "select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and l.locktype = $1 and a.datname = current_database()",
            [kind],
          )
        ).rowCount,
    )
    .toBeGreaterThan(0);

const grantOf = (who: Actor) =>
  `org_id = '${on.scene.org}' and person_id = '${on.scene.people[who]}' and role in ('admin', 'leader')`;
const setRole = (who: Actor, held: boolean) =>
  on.arrange(
    `update role_grants set revoked_at = ${held ? "null" : "clock_timestamp()"} where ${grantOf(who)}`,
  );

test("every table that is written by the right of a role asks for it again at the end of each statement", async () => {
  const { rows } = await on.arrange(
    `select distinct tablename as name, exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
       where t.tgrelid = tablename::regclass and t.tgenabled = 'O' and p.proname in ('role_still_held', 'audit_log_rightful')) as asks
     from pg_policies where 'twofold_app' = any (roles) and cmd <> 'SELECT' order by 1`,
  );
  const named = (asks: boolean) => rows.filter((row) => row.asks === asks).map(({ name }) => name);
  expect(named(false)).toEqual(withoutRole);
  expect(named(true)).toEqual(writes.map(({ table }) => table).toSorted());
  // An update or an insert, by whichever statement; only a leader takes back, what they noted themselves.
  const { rows: deleted } = await on.arrange(
    "select tablename from pg_policies where 'twofold_app' = any (roles) and cmd = 'DELETE' and not tablename = any ($1)",
    [withoutRole],
  );
  expect(deleted).toEqual([{ tablename: "noted_actions" }]);
});

test("every function that asks for a role asks for the end of its person too, but for what has a reason", async () => {
  const { rows } = await on.arrange(
    `select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosrc ~ 'role_grants'
       and prosrc !~ 'ended_on|viewer_is_here|an_admin_stays|row_readings|ended_readings' order by 1`,
  );
  // That a role is there keeps something closed, or what is asked is the grant itself; the app's role sets no
  // column of an organization.
  expect(rows.map(({ name }) => name)).toEqual([
    "end_of_role",
    "erasure_refusal",
    "granted_to_address_set",
    "insert_organization",
    "note_grant",
    "organizations_strong_sign_in",
    "people_address_transition",
    "role_grants_of_erased",
    "role_grants_transition",
    "sign_in_suffices",
    "standing_grants",
    "tell_role",
    "units_led_lately",
  ]);
});

describe("a statement that goes on", () => {
  /** What a statement does that waits after it wrote its row while something happens; nothing of it stays. */
  async function meanwhile({ of, statement }: Write, happens: () => Promise<unknown>) {
    const [writer, gate] = [await session(of), await session("ic")];
    await gate.query("select pg_advisory_xact_lock(1)");
    const result = outcome(writer.query(`${statement} returning pg_advisory_xact_lock(1)`));
    await waiting("advisory");
    await happens();
    await gate.query("rollback");
    const done = await result;
    await writer.query("rollback");
    return done;
  }

  test("after its writer's role ended writes nothing", async () => {
    for (const write of writes) {
      expect([write.table, await on.attempt("app", write.of, write.statement)]).toEqual([write.table, 1]);
      const refused = await meanwhile(write, () => setRole(write.of, false));
      expect([write.table, refused]).toEqual([write.table, "42501"]);
      await setRole(write.of, true);
    }
  });

  test("after its writer's end has come writes nothing either", async () => {
    const end = (who: Actor, day: string) =>
      on.arrange(`update people set ended_on = ${day} where id = '${on.scene.people[who]}'`);
    for (const write of writes) {
      const refused = await meanwhile(write, () => end(write.of, "today()"));
      expect([write.table, refused]).toEqual([write.table, "42501"]);
      // An update finds nothing by then.
      expect([0, "42501"]).toContain(await on.attempt("app", write.of, write.statement));
      await end(write.of, "today() + 1");
      expect([write.table, await on.attempt("app", write.of, write.statement)]).toEqual([write.table, 1]);
      await end(write.of, "null");
    }
  });

  test("and says in its midst that nobody asks, or somebody else, writes nothing", async () => {
    for (const write of writes) {
      for (const now of ["", on.scene.people.ic, on.scene.people.reviewer]) {
        const said = `${write.statement} returning set_config('twofold.person_id', '${now}', true)`;
        expect([write.table, now, await on.attempt("app", write.of, said)]).toEqual([
          write.table,
          now,
          "42501",
        ]);
      }
      const elsewhere = `${write.statement} returning set_config('twofold.org_id', '', true)`;
      expect([write.table, await on.attempt("app", write.of, elsewhere)]).toEqual([write.table, "42501"]);
    }
  });

  test("a function's act has its line, and with it the same question", async () => {
    const { cycle } = on.scene;
    // The close waits for a side of a duo; its role ends meanwhile.
    const [admin, partner] = [await session("admin"), await session("ic")];
    await partner.query(
      `select from duo_cycles where cycle_id = '${cycle}' and duo_id = '${on.scene.duos.watched}' for update`,
    );
    const closing = outcome(admin.query(`select close_cycle('${cycle}')`));
    await waiting("transactionid");
    await setRole("admin", false);
    await partner.query("rollback");
    expect(await closing).toBe("42501");
    await setRole("admin", true);
  });
});

test("a role that a committed write hung on ends after it, and one that ends while another writes counts first", async () => {
  const grant = writes.find(({ table }) => table === "role_grants")!;
  const [writer, revoker] = [await session("admin"), await session("admin")];
  expect(await outcome(writer.query(grant.statement))).toBe(1);
  const revoked = outcome(
    revoker.query(`update role_grants set revoked_at = app_now() where ${grantOf("directorA")}`),
  );
  // Grants change one after the other.
  await waiting("advisory");
  // The writer's own grant is held until its transaction ends.
  const other = new pg.Client({ connectionString: on.database.adminUrl });
  open.push(other);
  await other.connect();
  await other.query("set lock_timeout = '50ms'; set session_replication_role = replica");
  const end = `update role_grants set revoked_at = now() where ${grantOf("admin")}`;
  expect(await outcome(other.query(end))).toBe("55P03");
  await writer.query("rollback");
  expect(await revoked).toBe(1);
  await revoker.query("rollback");
  await other.query("begin");
  expect(await outcome(other.query(end))).toBe(1);
  const late = await session("admin");
  const result = outcome(late.query(grant.statement));
  await waiting("transactionid");
  await other.query("commit");
  expect(await result).toBe("42501");
  await setRole("admin", true);
});

test("an admin gives up their own role, which has its line", async () => {
  await on.arrange(
    `insert into role_grants (org_id, id, person_id, role) values ('${on.scene.org}', gen_random_uuid(), '${on.scene.people.vp}', 'admin')`,
  );
  const own = `update role_grants set revoked_at = app_now() where ${grantOf("admin")}`;
  const line = `select 1 from audit_log where action = 'role.revoked' and at = app_now() and actor_id = '${on.scene.people.admin}'`;
  expect(await on.attempt("app", "admin", own, line)).toBe(1);
  // What one grants stays one's own, also where another admin asks before the statement ends.
  const { statement } = writes.find(({ table }) => table === "role_grants")!;
  const said = `${statement} returning set_config('twofold.person_id', '${on.scene.people.vp}', true)`;
  expect(await on.attempt("app", "admin", said)).toBe("42501");
  expect(await on.attempt("app", "admin", said.replace(on.scene.people.vp, on.scene.people.admin))).toBe(1);
  // A part of the transaction that could be taken back by itself is the same transaction.
  expect(await on.attempt("app", "admin", "savepoint part", own, "release savepoint part", line)).toBe(1);
});

test("what waits for the end of a statement or of the transaction does so for its row, whoever asks by then", async () => {
  const { rows } = await on.arrange(
    "select distinct p.proname as name, p.prosrc ~ 'set_config\\(''twofold.org_id'', new.org_id::text, true\\)' as by_row from pg_trigger t join pg_proc p on p.oid = t.tgfoid where t.tgdeferrable and not t.tgisinternal order by 1",
  );
  const waiting = [
    "ask_about_address",
    "note_stop",
    "people_end_their_duos",
    "people_erased_kept",
    "units_end_empty",
  ];
  expect(rows).toEqual(waiting.map((name) => ({ name, by_row: true })));
  const { org, people, cycle, duos } = on.scene;
  const nobody = "set local twofold.org_id = ''";
  await on.arrange("delete from address_changes");
  await on.arrange("delete from outbox");
  const asked = `insert into address_changes (org_id, id, person_id, new_address) values ('${org}', gen_random_uuid(), '${people.ic}', 'x@example.test')`;
  const now = "set constraints all immediate";
  const mails = "select 1 from outbox where kind = 'address-change'";
  expect(await on.attempt("administrator", "admin", asked, nobody, now, mails)).toBe(1);
  const side = `cycle_id = '${cycle}' and duo_id = '${duos.watched}' and person_id = '${people.ic}'`;
  await on.setFinal(false, false);
  const declined = `insert into cycle_declines (org_id, cycle_id, duo_id, person_id) values ('${org}', '${cycle}', '${duos.watched}', '${people.ic}')`;
  const final = `update duo_cycle_sides set final_at = app_now() where ${side} returning set_config('twofold.org_id', '', true)`;
  const left = `select 1 from cycle_declines where ${side}`;
  expect(await on.attempt("administrator", "ic", declined, left)).toBe(1);
  expect(await on.attempt("administrator", "ic", declined, final, left)).toBe(0);
});
