import { beforeAll, describe, expect, test } from "vitest";
import { cycleStates } from "@/lib/domain/cycles";
import { illegalChanges } from "@/testkit/scenes/illegal-changes";
import { type Attacker, attackers, everybody, stage } from "@/testkit/scenes/stage";
import { arrangeStates, legalChanges, stateRows } from "@/testkit/scenes/transitions";

const on = stage();
const legal = () => legalChanges(on.scene);
const illegal = () => illegalChanges(on.scene);

beforeAll(() => arrangeStates(on.scene, on.arrange));

/** Counters by address and the last run of each job, written by the rate limiter and the worker as they like. */
const bookkeeping = ["rate_limits", "job_runs"];

test("every column that a role may update has a legal and an illegal value here", async () => {
  const { rows: updatable } = await on.arrange(
    `select distinct c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped,
       unnest(array['twofold_app', 'twofold_auth', 'twofold_publisher', 'twofold_worker']) role
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ($1)
       and has_column_privilege(role, c.oid, a.attnum, 'UPDATE') order by 1`,
    [bookkeeping],
  );
  const names = updatable.map(({ name }) => name as string);
  const refused = new Set(illegal().map(({ table, column }) => `${table}.${column}`));
  // Changing a cycle's state is tried below, each state with each other; a partner's right to update a duo's cycle
  // is there for its lock alone.
  const elsewhere = { "cycles.state": refused, "duo_cycles.closed": refused };
  const set = new Set(
    legal().flatMap(({ table, set }) =>
      [...set.matchAll(/(?:^|, )(\w+) = /g)].map(([, column]) => `${table}.${column}`),
    ),
  );
  expect(names.filter((name) => !refused.has(name) && name !== "cycles.state")).toEqual([]);
  expect(names.filter((name) => !set.has(name) && !(name in elsewhere))).toEqual([]);
  expect(names.length).toBeGreaterThan(20);
});

test("every illegal value here is one of rows that are there, and is refused for what it is", async () => {
  for (const { table, set, where = "true", byPolicy } of illegal()) {
    const there = await on.attempt("administrator", "admin", `select from ${table} where ${where}`);
    expect([table, where, there]).toEqual([table, where, expect.any(Number)]);
    expect([table, where, there]).not.toEqual([table, where, 0]);
    if (byPolicy) continue;
    const outcome = await on.attempt("administrator", "admin", `update ${table} set ${set} where ${where}`);
    // A constraint or a trigger, and no mistake of the statement.
    expect([table, set, outcome]).toEqual([table, set, expect.stringMatching(/^23/)]);
  }
});

const isRefused = (outcome: number | string) => typeof outcome === "string" || outcome === 0;

/** The identity decides what the app may do; the other roles are tried in the name of two people. */
const actorsOf = (role: Attacker) => (role === "app" ? everybody : (["admin", "stranger"] as const));

describe.each(attackers)("as %s", (role) => {
  test("every illegal value of every column is refused, whichever role asks", async () => {
    const passed: string[] = [];
    for (const { table, column, set, where = "true", byPolicy } of illegal()) {
      if (byPolicy && role === "administrator") continue;
      for (const actor of actorsOf(role)) {
        const outcome = await on.attempt(role, actor, `update ${table} set ${set} where ${where}`);
        if (!isRefused(outcome)) passed.push(`${table}.${column} by ${actor}: set ${set} where ${where}`);
      }
    }
    expect(passed).toEqual([]);
  });

  test("a legal change is made by those who may, and by nobody else", async () => {
    const wrong: string[] = [];
    for (const one of legal()) {
      if (role === "administrator") continue;
      for (const actor of actorsOf(role)) {
        const outcome = await on.attempt(
          role,
          actor,
          `update ${one.table} set ${one.set} where ${one.where}`,
        );
        const may = role === one.role && one.by.includes(actor);
        if (isRefused(outcome) === may) wrong.push(`${one.table} by ${actor}: set ${one.set}: ${outcome}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("a cycle's state goes nowhere but forward", async () => {
    const ids = {
      open: stateRows.openCycle,
      closed: stateRows.closedCycle,
      published: stateRows.publishedCycle,
      withdrawn: stateRows.withdrawnCycle,
    };
    const times = {
      open: "closed_at = null, published_at = null, withdrawn_at = null, withdrawn_reason = null",
      closed: "closed_at = app_now(), published_at = null, withdrawn_at = null, withdrawn_reason = null",
      published: "published_at = app_now(), withdrawn_at = null, withdrawn_reason = null",
      withdrawn: "withdrawn_at = app_now(), withdrawn_reason = 'the wrong teams'",
    };
    const done: string[] = [];
    for (const from of cycleStates) {
      for (const to of cycleStates.filter((state) => state !== from)) {
        for (const set of [`state = '${to}'`, `state = '${to}', ${times[to]}`]) {
          for (const actor of actorsOf(role)) {
            const outcome = await on.attempt(
              role,
              actor,
              `update cycles set ${set} where id = '${ids[from]}'`,
            );
            if (!isRefused(outcome)) done.push(`${from} to ${to}`);
          }
        }
      }
    }
    const forward = ["open to closed", "closed to published", "published to withdrawn"];
    // The publisher's own way to publish names its two columns and is among the legal changes above.
    expect([...new Set(done)]).toEqual(role === "administrator" ? forward : []);
  });
});

test("what a cycle was opened with stays, in every state and for the owner and an administrator too", async () => {
  const other = {
    sharing_mode: "'private'",
    number: "99",
    closes_at: "closes_at + interval '1 day'",
    opens_at: "opens_at - interval '1 day'",
    closes_local: "'2036-01-02T00:00'",
    time_zone: "'Europe/Paris'",
    promise_version: "'2'",
    instrument_version: "instrument_version || '.1'",
    closed_at: "now()",
    withdrawn_at: "now()",
    withdrawn_reason: "'another reason'",
    id: "gen_random_uuid()",
  };
  for (const state of cycleStates) {
    for (const [column, value] of Object.entries(other)) {
      const outcome = await on.attempt(
        "administrator",
        "admin",
        `update cycles set ${column} = ${value} where state = '${state}' and number > 10`,
      );
      expect([state, column, outcome]).toEqual([state, column, "23514"]);
    }
  }
});

test("an enrolled duo stays as it was enrolled, for an administrator too", async () => {
  const { rows: columns } = await on.arrange(
    "select attname from pg_attribute where attrelid = 'duo_cycles'::regclass and attnum > 0 and not attisdropped and attname <> 'closed'",
  );
  const { people, units } = on.scene;
  const values: Record<string, string> = {
    unit_id: `case unit_id when '${units.a}' then '${units.b}' else '${units.a}' end::uuid`,
    display_name: "'another'",
    pair_type: "'other'",
    ic_person_id: `'${people.vp}'`,
    manager_person_id: `'${people.vp}'`,
    grade_gap: "9",
    tenure_months: "99",
    line_manager: "not line_manager",
    team_size: "99",
    first_cycle: "not first_cycle",
    left_at: "now() - interval '1 hour'",
  };
  expect(columns.length).toBeGreaterThan(10);
  for (const { attname } of columns) {
    const value = values[attname] ?? "gen_random_uuid()";
    const outcome = await on.attempt("administrator", "admin", `update duo_cycles set ${attname} = ${value}`);
    expect([attname, outcome]).toEqual([attname, "23514"]);
  }
});

test("a withdrawal of answers is carried out once, and a side stays its person's", async () => {
  const refused = [
    "update answer_withdrawals set carried_out_at = now() - interval '1 hour' where carried_out_at is null",
    "update answer_withdrawals set carried_out_at = null where carried_out_at is not null",
    "update answer_withdrawals set asked_in = 'open', carried_out_at = app_now() where carried_out_at is null",
    "update answer_withdrawals set asked_at = now() - interval '1 day', carried_out_at = app_now() where carried_out_at is null",
    `update duo_cycle_sides set person_id = '${on.scene.people.vp}'`,
    "update duo_cycle_sides set side = case side when 'ic' then 'manager' else 'ic' end",
  ];
  for (const statement of refused) {
    expect([statement, await on.attempt("administrator", "admin", statement)]).toEqual([statement, "23514"]);
  }
});
