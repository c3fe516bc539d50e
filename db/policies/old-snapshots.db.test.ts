import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answerClasses } from "@/lib/instrument/confidentiality";
import type { Actor } from "@/testkit/scenes/policies";
import { stage } from "@/testkit/scenes/stage";

const on = stage();
const open: pg.Client[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.end();
});

const watched = () => `cycle_id = '${on.scene.cycle}' and duo_id = '${on.scene.duos.watched}'`;
const key = (who: "ic" | "manager") =>
  `'${on.scene.org}', '${on.scene.cycle}', '${on.scene.duos.watched}', '${on.scene.people[who]}'`;
const ownParts = () => `${watched()} and author_id = '${on.scene.people.ic}'`;
const change = (from = "") =>
  `update response_parts set answers = '\\x01' ${from} where ${ownParts()} and stage = 'final'`;
const finalParts = () =>
  `insert into response_parts (org_id, cycle_id, duo_id, author_id, class, stage, answers)
   select ${key("ic")}, class, 'final', '\\x02' from unnest(array['${answerClasses.join("','")}']) class`;
const becomeFinal = () =>
  `update duo_cycle_sides set final_at = app_now() where ${watched()} and person_id = '${on.scene.people.ic}'`;

const withdraw = () => {
  const place = `'${on.scene.cycle}', '${on.scene.duos.watched}'`;
  return `select withdraw_answers(${place}, withdrawal_stage(${place}))`;
};

/** A session as the app's role, inside a transaction that has already looked at the database. */
async function session(isolation: string, who: Actor = "ic"): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: on.database.urls.app });
  open.push(client);
  await client.connect();
  await client.query(
    `begin isolation level ${isolation}; set local twofold.org_id = '${on.scene.org}'; set local twofold.person_id = '${on.scene.people[who]}'`,
  );
  await client.query("select from duo_cycles");
  return client;
}
/** Rows that a statement changed, or the SQLSTATE of its refusal. */
const outcome = async (statement: Promise<pg.QueryResult>): Promise<number | string | null> => {
  try {
    return (await statement).rowCount;
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.code!;
    throw error;
  }
};
/** No row, or a refusal; a mistake in the statement is neither. */
const refused = [0, "42501", "40001"];
const close = (closed: boolean) =>
  on.arrange(
    `with c as (update cycles set state = '${closed ? "closed" : "open"}', closed_at = ${closed ? "now()" : "null"} where id = '${on.scene.cycle}')
     update duo_cycles set closed = ${closed} where cycle_id = '${on.scene.cycle}'`,
  );

beforeEach(async () => {
  await close(false);
  await on.arrange(`delete from response_parts where ${ownParts()}`);
  for (const table of ["trust_consents", "answer_withdrawals", "duo_talks"]) {
    await on.arrange(`delete from ${table} where ${watched()}`);
  }
});

test("tables with a rule about other rows are guarded; answers are locked and asked again under the lock", async () => {
  const { rows } = await on.arrange(
    "select p.proname as guard, array_agg(distinct t.tgrelid::regclass::text) as tables from pg_trigger t join pg_proc p on p.oid = t.tgfoid where p.proname in ('lock_duo_cycle', 'lock_duo', 'lock_cycle', 'still_allowed') group by 1",
  );
  const answers = ["duo_cycle_sides", "duo_talks", "response_parts", "responses"];
  const tables = Object.fromEntries(rows.map(({ guard, tables }) => [guard, tables.toSorted()]));
  expect(tables).toEqual({
    still_allowed: [
      "commitments",
      ...answers.slice(0, 2),
      "moments",
      "noted_actions",
      ...answers.slice(2),
      "talking_points",
    ],
    lock_duo_cycle: [
      "answer_withdrawals",
      "commitments",
      "cycle_declines",
      ...answers,
      "talking_points",
      "trust_consents",
    ],
    lock_duo: ["commitments", "moments"],
    lock_cycle: ["noted_actions"],
  });
});

test("every table takes writes at read committed alone, by whichever statement", async () => {
  // These two no role of the running product writes to.
  const unwritten = ["installation", "instrument_versions"];
  const { rows } = await on.arrange(
    `select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not exists (
       select from pg_trigger t join pg_proc p on p.oid = t.tgfoid where t.tgrelid = c.oid and p.proname = 'read_committed' and t.tgenabled = 'O'
         and pg_get_triggerdef(t.oid) ~ ' BEFORE INSERT OR DELETE OR UPDATE ON [^ ]+ FOR EACH STATEMENT EXECUTE ') order by 1`,
  );
  expect(rows.map(({ relname }) => relname)).toEqual(unwritten);
  const { rows: written } = await on.arrange(
    `select c.relname from pg_class c, unnest(array['twofold_app', 'twofold_auth', 'twofold_publisher', 'twofold_worker']) role
     where c.oid = any ($1::text[]::regclass[]) and (has_any_column_privilege(role, c.oid, 'INSERT, UPDATE') or has_table_privilege(role, c.oid, 'DELETE'))`,
    [unwritten],
  );
  expect(written).toEqual([]);
});

describe.each(["repeatable read", "serializable"])("a transaction at %s", (isolation) => {
  /** What one statement does at an isolation level; nothing of it stays. */
  async function at(level: string, statement: string, who: Actor) {
    const client = await session(level, who);
    const result = await outcome(client.query(statement));
    await client.query("rollback");
    return result;
  }

  test("changes nothing that a rule about other rows decides on, directly or through a function", async () => {
    const { org, cycle, duos, people, units } = on.scene;
    const place = `'${cycle}', '${duos.watched}'`;
    await on.arrange(finalParts());
    const alone = [
      change(),
      `delete from response_parts where ${ownParts()} and stage = 'draft'`,
      `update responses set revision = revision + 1, write_key = gen_random_uuid(), updated_at = app_now() where ${ownParts()}`,
      becomeFinal(),
      `select withdraw_answers(${place}, withdrawal_stage(${place}))`,
    ];
    const revealed = [
      `insert into duo_talks (org_id, cycle_id, duo_id, person_id) values (${key("ic")})`,
      `select share_trust(${place})`,
      `select take_back_trust(${place})`,
    ];
    const grant = `insert into role_grants (org_id, id, person_id, role, unit_id) values ('${org}', gen_random_uuid(), '${people.otherIc}', 'leader', '${units.b}')`;
    const program = [
      `select close_cycle('${cycle}')`,
      grant,
      "select change_retention(60, 24)",
      "select change_organization('Owned', 'UTC')",
      `select nudge_missing('${cycle}')`,
      "update custom_questions set retired_at = app_now()",
      `insert into audit_log (org_id, id, action, area) values ('${org}', gen_random_uuid(), 'own-data.exported', 'access')`,
      `insert into roster_imports (org_id, id, complete) values ('${org}', gen_random_uuid(), false)`,
    ];
    await on.arrange(
      `insert into response_parts (org_id, cycle_id, duo_id, author_id, class, stage, answers) values (${key("ic")}, 'S', 'draft', '\\x')`,
    );
    for (const [statements, who, final] of [
      [alone, "ic", false],
      [revealed, "ic", true],
      [program, "admin", false],
    ] as const) {
      await on.setFinal(final, true);
      await on.arrange(
        `insert into trust_consents (org_id, cycle_id, duo_id, person_id) values (${key("ic")}) on conflict do nothing`,
      );
      for (const statement of statements) {
        const outcomes = [await at("read committed", statement, who), await at(isolation, statement, who)];
        expect([statement, outcomes]).toEqual([statement, [expect.any(Number), "42501"]]);
        expect(outcomes[0]).toBeGreaterThan(0);
      }
    }
  });
});

describe.each(["read committed", "repeatable read", "serializable"])(
  "a transaction at %s that began before",
  (isolation) => {
    test("the partner was final changes no answer, once the partner's are readable", async () => {
      await on.arrange(finalParts());
      await on.setFinal(true, false);
      const [old, now] = [await session(isolation), await session("read committed")];
      await on.setFinal(true, true);
      const partners = `select from response_parts where author_id = '${on.scene.people.manager}' and class = 'S' and stage = 'final'`;
      expect(await outcome(now.query(partners))).toBe(0);
      expect(await outcome((await session("read committed")).query(partners))).toBe(1);
      expect(refused).toContain(await outcome(old.query(change())));
    });

    test("the close answers nothing after it", async () => {
      await on.setFinal(false, true);
      const old = await session(isolation);
      await close(true);
      expect(refused).toContain(await outcome(old.query(finalParts())));
    });

    test("the close does not become final after it with parts from before", async () => {
      await on.arrange(finalParts());
      await on.setFinal(false, true);
      const old = await session(isolation);
      await close(true);
      expect(refused).toContain(await outcome(old.query(becomeFinal())));
    });

    test("a withdrawal answers nothing after it, and withdraws what was answered since", async () => {
      await on.setFinal(false, true);
      const [old, older, now] = [
        await session(isolation),
        await session(isolation),
        await session("read committed"),
      ];
      await on.arrange(finalParts());
      expect([1, ...refused]).toContain(await outcome(older.query(withdraw())));
      await older.query("commit");
      const left = await on.arrange(`select from response_parts where ${ownParts()}`);
      const asked = await on.arrange(`select from answer_withdrawals where ${watched()}`);
      expect([left.rowCount, asked.rowCount]).toEqual(
        isolation === "read committed" ? [0, 1] : [answerClasses.length, 0],
      );
      await outcome(now.query(withdraw()));
      await now.query("commit");
      expect(refused).toContain(await outcome(old.query(finalParts())));
    });
  },
);

describe("a statement that waits", () => {
  /** Begins a statement that waits at its first row, lets something happen, and lets it go on. */
  async function meanwhile(statement: (gate: string) => string, happens: () => Promise<unknown>) {
    const [old, gate] = [await session("read committed"), await session("read committed")];
    await gate.query("select pg_advisory_xact_lock(1)");
    const waiting = outcome(old.query(statement("pg_advisory_xact_lock(1)")));
    await expect
      .poll(
        async () =>
          (
            await on.arrange(
              "select from pg_locks join pg_database d on d.oid = database where locktype = 'advisory' and not granted and datname = current_database()",
            )
          ).rowCount,
      )
      .toBe(1);
    await happens();
    await gate.query("rollback");
    const result = await waiting;
    await old.query("rollback");
    return result;
  }
  const insertPart = (gate: string) =>
    `insert into response_parts (org_id, cycle_id, duo_id, author_id, class, stage, answers) select ${key("ic")}, 'S', 'final', '\\x02' from ${gate}`;
  const insertTalk = (gate: string) =>
    `insert into duo_talks (org_id, cycle_id, duo_id, person_id) select ${key("ic")} from ${gate}`;
  const removed = (who: "ic" | "manager", askedIn: string) =>
    on.arrange(
      `insert into answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at) values (${key(who)}, '${askedIn}', now())`,
    );

  test("while the partner becomes final changes no answer", async () => {
    await on.arrange(finalParts());
    await on.setFinal(true, false);
    const changing = (gate: string) => change(`from ${gate}`);
    expect(await meanwhile(changing, () => on.setFinal(true, true))).toBe("42501");
    await on.setFinal(true, false);
    expect(await meanwhile(changing, async () => {})).toBe(answerClasses.length);
  });

  test("while the cycle closes, or its person withdraws, adds no answer", async () => {
    await on.setFinal(false, true);
    expect(await meanwhile(insertPart, async () => {})).toBe(1);
    expect(await meanwhile(insertPart, () => removed("ic", "open"))).toBe("42501");
    await on.arrange(`delete from answer_withdrawals where ${watched()}`);
    expect(await meanwhile(insertPart, () => close(true))).toBe("42501");
  });

  test("while the partner's answers are removed notes no talk about them", async () => {
    await on.setFinal(true, true);
    expect(await meanwhile(insertTalk, async () => {})).toBe(1);
    expect(await meanwhile(insertTalk, () => removed("manager", "published"))).toBe("42501");
  });
});

test("who writes an answer has the lock that a close waits for", async () => {
  await on.arrange(finalParts());
  await on.setFinal(true, false);
  const [writer, closer] = [await session("read committed"), await session("read committed", "admin")];
  await writer.query(change());
  await closer.query("set local lock_timeout = '50ms'");
  expect(await outcome(closer.query(`select close_cycle('${on.scene.cycle}')`))).toBe("55P03");
});

test("while neither has happened, answers change", async () => {
  await on.arrange(finalParts());
  await on.setFinal(true, false);
  const first = await session("read committed");
  expect(await outcome(first.query(change()))).toBe(answerClasses.length);
});
