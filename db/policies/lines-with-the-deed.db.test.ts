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

const person = (name: string) => {
  const id = on.scene.people.otherIc;
  const row = { id, externalId: "otherIc", name, givenName: name, email: `${id}@example.test` };
  const rest = { pendingEmail: null, language: "en", timeZone: "UTC", endedOn: null };
  return `select from write_roster_people('${JSON.stringify([{ ...row, ...rest }])}')`;
};
const noted = (kind: string, subject: string | null) =>
  `select note_roster_change('${kind}', ${subject === null ? "null" : `'${subject}'`})`;

describe("a change of the roster by hand", () => {
  test("has its line after the change, once, with how much was changed", async () => {
    const { otherIc } = on.scene.people;
    for (const subject of [otherIc, null]) {
      const done = [person("New"), noted("person", subject), noted("person", subject)];
      expect(await lines("admin", "roster.changed", ...done)).toBe(1);
      expect(await saying("roster.changed", { kind: "person", changes: 1 }, ...done)).toBe(1);
    }
  });

  test("has none without a change, of another kind or another person, and nobody but an admin makes one", async () => {
    const { otherIc, ic } = on.scene.people;
    expect(await lines("admin", "roster.changed", noted("person", otherIc))).toBe(0);
    for (const other of [noted("duo", null), noted("leader", null), noted("person", ic), noted("role", null)])
      expect([other, await lines("admin", "roster.changed", person("New"), other)]).toEqual([other, 0]);
    expect(await on.attempt("app", "ic", noted("person", otherIc))).toBe("42501");
  });
});

describe("an import", () => {
  const begun = () => `update roster_imports set state = 'applying' where id = '${on.scene.rosterImport}'`;
  const step = () => `select step_import('${on.scene.rosterImport}', 'applying', 'applied', '{}')`;

  test("has its line once it ended, with the number of each kind of change, and none that changed nothing", async () => {
    await on.arrange(begun());
    const done = [person("New"), step()];
    expect(await lines("admin", "roster.imported", ...done)).toBe(1);
    expect(await saying("roster.imported", { "person.renamed": 1 }, ...done)).toBe(1);
    expect(await lines("admin", "roster.imported", step())).toBe(0);
    expect(await lines("admin", "roster.imported", ...done, noted("person", null))).toBe(1);
    expect(await lines("admin", "roster.changed", ...done, noted("person", null))).toBe(0);
  });
});

describe("a schedule", () => {
  const take = (...ids: string[]) =>
    `update planned_cycles set state = 'replaced' where id in ('${ids.join("', '")}')`;

  test("that is stopped has its line with the last cycle that is taken out, in one statement or in several", async () => {
    expect(await lines("admin", "schedule.stopped", take(...plans))).toBe(1);
    expect(await lines("admin", "schedule.stopped", take(plans[0]))).toBe(0);
    expect(await lines("admin", "schedule.stopped", take(plans[1]), take(plans[0]))).toBe(1);
  });

  test("that is changed, or had nothing ahead, was not stopped", async () => {
    const changed = "update schedules set revision = revision + 1";
    expect(await lines("admin", "schedule.stopped", changed, take(...plans))).toBe(0);
    expect(await lines("admin", "schedule.stopped", take(...plans), take(...plans))).toBe(1);
  });
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
