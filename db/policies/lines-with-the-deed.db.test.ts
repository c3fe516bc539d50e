import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { stage } from "@/testkit/scenes/stage";

/** Lines that nobody writes by themselves: they come with the deed, once, and without it there is none. */
const on = stage();
const plans = ["00000000-0000-4000-8000-0000000000e1", "00000000-0000-4000-8000-0000000000e2"] as const;

beforeAll(async () => {
  const { org } = on.scene;
  await on.arrange(
    `insert into schedules (org_id, rhythm, first_day, opens_time, closes_time, days, time_zone, sharing_mode) values ('${org}', 'monthly', '2037-01-01', '09:00', '18:00', 21, 'UTC', 'scoped')`,
  );
  await on.arrange(
    `insert into planned_cycles (org_id, id, slot, opens_local, closes_local, time_zone, opens_at, closes_at, state) values
      ('${org}', '${plans[0]}', 7, '2037-01-01T09:00', '2037-01-22T18:00', 'UTC', '2037-01-01T09:00Z', '2037-01-22T18:00Z', 'planned'),
      ('${org}', '${plans[1]}', 8, '2037-02-01T09:00', '2037-02-22T18:00', 'UTC', '2037-02-01T09:00Z', '2037-02-22T18:00Z', 'skipped')`,
  );
});

/** How many lines of an action some statements leave in the actor's name, or the refusal. */
const lines = (actor: "admin" | "ic", action: string, ...statements: string[]) =>
  on.attempt(
    "app",
    actor,
    ...statements,
    // `ic` reads none but their own.
    `select 1 from audit_log where at = app_now() and actor_id = '${on.scene.people[actor]}' and action = '${action}'`,
  );
const saying = (action: string, detail: unknown, ...statements: string[]) =>
  on.attempt(
    "app",
    "admin",
    ...statements,
    `select 1 from audit_log where at = app_now() and action = '${action}' and detail = '${JSON.stringify(detail)}'`,
  );

const person = (name: string, more = {}) => {
  const id = on.scene.people.otherIc;
  const row = { id, externalId: "otherIc", name, givenName: name, email: `${id}@example.test` };
  const rest = { pendingEmail: null, language: "en", timeZone: "UTC", endedOn: null };
  return `select from write_roster_people('${JSON.stringify([{ ...row, ...rest, ...more }])}')`;
};
const atTheEnd = "set constraints all immediate";

describe("an import", () => {
  const id = () => on.scene.rosterImport;
  const step = () => `select step_import('${id()}', 'applying', 'applied', '{}')`;

  test("has its line once it was carried out, without counts, in whatever order it is called", async () => {
    await on.arrange(`update roster_imports set state = 'applying' where id = '${id()}'`);
    for (const done of [[person("New"), step()], [step(), person("New")], [step()]]) {
      expect(await lines("admin", "roster.imported", ...done, step())).toBe(1);
      expect(await saying("roster.imported", {}, ...done)).toBe(1);
    }
    expect(await lines("admin", "person.renamed", person("New"), step())).toBe(1);
  });

  test("is carried out from files alone, and has no line otherwise", async () => {
    const files = `delete from roster_import_files where import_id = '${id()}'`;
    const { rows } = await on.arrange(`${files} returning *`);
    expect(await on.attempt("app", "admin", person("New"), step())).toBe("23514");
    const { import_id, number, name, content, org_id } = rows[0];
    await on.arrange(
      "insert into roster_import_files (org_id, import_id, number, name, content) values ($1, $2, $3, $4, $5)",
      [org_id, import_id, number, name, content],
    );
    expect(await lines("admin", "roster.imported", person("New"))).toBe(0);
  });
});

describe("a schedule", () => {
  const take = (...ids: string[]) =>
    `update planned_cycles set state = 'replaced' where id in ('${ids.join("', '")}')`;
  const plan = (day: string, slot = 9) =>
    `insert into planned_cycles (org_id, id, slot, opens_local, closes_local, time_zone) values ('${on.scene.org}', gen_random_uuid(), ${slot}, '2038-${day}T09:00', '2038-${day.replace("-01", "-22")}T18:00', 'UTC')`;

  test("that is stopped has its line with the last cycle that is taken out, in one statement or in several", async () => {
    expect(await lines("admin", "schedule.stopped", take(...plans), atTheEnd)).toBe(1);
    expect(await lines("admin", "schedule.stopped", take(plans[0]), atTheEnd)).toBe(0);
    expect(await lines("admin", "schedule.stopped", take(plans[1]), take(plans[0]), atTheEnd)).toBe(1);
    expect(await lines("admin", "schedule.stopped", take(...plans), take(...plans), atTheEnd)).toBe(1);
    const changed = "update schedules set days = 20, revision = revision + 1";
    expect(await lines("admin", "schedule.stopped", changed, take(...plans), atTheEnd)).toBe(1);
  });

  test("that goes on in the same transaction was not stopped, and goes on in none that stopped it", async () => {
    expect(await lines("admin", "schedule.stopped", take(...plans), plan("03-01"), atTheEnd)).toBe(0);
    expect(await on.attempt("app", "admin", take(...plans), atTheEnd, plan("03-01"))).toBe("23514");
  });

  test("that two admins stop together has its line once, and they plan nothing over each other", async () => {
    const { org, people } = on.scene;
    const [one, other] = [await on.connection("app"), new pg.Client(on.database.urls.app)];
    await other.connect();
    const begin = `begin; set local twofold.org_id = '${org}'; set local twofold.person_id = '${people.admin}'`;
    const together = async (first: string, second: string) => {
      await one.query(begin);
      await one.query(first);
      await other.query(begin);
      const waits = other.query(`${second}; commit`).then(
        () => "done",
        async (error: pg.DatabaseError) => {
          await other.query("rollback");
          return error.code;
        },
      );
      await expect.poll(async () => (await on.arrange(waiting)).rowCount).toBe(1);
      await one.query("commit");
      return waits;
    };
    const waiting =
      "select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'";
    const stops = "select from audit_log where action = 'schedule.stopped'";
    const before = (await on.arrange(stops)).rowCount!;
    try {
      expect(await together(take(plans[0]), take(plans[1]))).toBe("done");
      expect((await on.arrange(stops)).rowCount).toBe(before + 1);
      expect(await together(plan("05-01", 11), plan("05-01", 12))).toBe("23514");
    } finally {
      await other.end();
    }
  });
});

describe("lines that wait for the end of the transaction", () => {
  const other = () => `set local twofold.person_id = '${on.scene.people.vp}'`;
  const ended = () => person("otherIc", { endedOn: "2025-02-01" });
  beforeAll(async () => {
    await on.arrange(
      `insert into role_grants (org_id, id, person_id, role) values ('${on.scene.org}', gen_random_uuid(), '${on.scene.people.vp}', 'admin')`,
    );
  });

  test("are of whoever did what they follow from, and of nobody who asks by then", async () => {
    expect(await lines("admin", "duo.ended", ended(), atTheEnd)).toBeGreaterThan(0);
    expect(await on.attempt("app", "admin", ended(), other())).toBe("42501");
    expect(await on.attempt("app", "admin", other(), ended())).toBeTypeOf("number");
    // Nor where the other one did something of their own meanwhile.
    expect(await on.attempt("app", "admin", ended(), other(), person("New"))).toBe("42501");
  });
});

test("the same duo, person or unit twice at a time is refused, and a duo keeps a name", async () => {
  const { duos, units, people } = on.scene;
  const duo = (more = {}) => ({
    ...{
      id: duos.other,
      displayName: "other",
      pairType: "tech-lead-em",
      unitId: units.b,
      lineManager: false,
    },
    ...{
      icId: people.otherIc,
      managerId: people.otherManager,
      startedOn: "2025-01-01",
      paused: false,
      ...more,
    },
  });
  const write = (...rows: object[]) => `select write_roster_duos('${JSON.stringify(rows)}')`;
  expect(await lines("admin", "duo.paused", write(duo({ paused: true })))).toBe(1);
  expect(await on.attempt("app", "admin", write(duo({ paused: true }), duo()))).toBe("21000");
  expect(await on.attempt("app", "admin", write(duo({ displayName: "" })))).toBe("23514");
  const one = person("New").match(/\[(.*)\]/)![1]!;
  const twice = person("New").replace(one, `${one}, ${one}`);
  expect(await on.attempt("app", "admin", twice)).toBe("21000");
  const unit = {
    id: units.b,
    name: "b",
    parentId: units.root,
    platform: false,
    lineage: [units.root, units.b],
  };
  const both = JSON.stringify([unit, unit]);
  expect(await on.attempt("app", "admin", `select write_roster_units('${both}')`)).toBe("21000");
});

test("a job that runs again is queued with its line, by an admin alone", async () => {
  const retry = "select retry_job('remind')";
  expect(await lines("admin", "job.retried", retry)).toBe(1);
  expect(await saying("job.retried", { job: "remind" }, retry)).toBe(1);
  const queued = `select 1 from graphile_worker._private_jobs where key = 'remind:${on.scene.org}:${on.scene.org}'`;
  const client = await on.connection("app");
  const { org, people } = on.scene;
  await client.query(
    `begin; set local twofold.org_id = '${org}'; set local twofold.person_id = '${people.admin}'; ${retry}; commit`,
  );
  expect((await on.arrange(queued)).rowCount).toBe(1);
  expect(await on.attempt("app", "ic", retry)).toBe("42501");
  expect(await on.attempt("app", "admin", "select retry_job('no job')")).toBe("22023");
});

test("a new address that is confirmed or refused has its line, once, in the name of its person", async () => {
  const decide = (accepted: boolean) =>
    `select decide_address_change('${on.scene.addressChange}', ${accepted})`;
  for (const [accepted, action] of [
    [true, "address.confirmed"],
    [false, "address.refused"],
  ] as const)
    expect([action, await lines("ic", action, decide(accepted), decide(accepted))]).toEqual([action, 1]);
  expect(await lines("admin", "address.confirmed", decide(true))).toBe(0);
});
