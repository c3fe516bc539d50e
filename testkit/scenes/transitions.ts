import { instrument } from "@/lib/instrument/instrument";
import type { Actor, Scene } from "./policies";
import { type Attacker, everybody } from "./stage";

/** Rows in states of their own, beside the scene's. */
export const stateRows = {
  openCycle: "00000000-0000-4000-8000-0000000000a1",
  closedCycle: "00000000-0000-4000-8000-0000000000a2",
  publishedCycle: "00000000-0000-4000-8000-0000000000a3",
  withdrawnCycle: "00000000-0000-4000-8000-0000000000a4",
  waitingMail: "00000000-0000-4000-8000-0000000000b1",
  sentMail: "00000000-0000-4000-8000-0000000000b2",
  failedMail: "00000000-0000-4000-8000-0000000000b3",
  waitingReminder: "00000000-0000-4000-8000-0000000000b4",
  moment: "00000000-0000-4000-8000-0000000000f1",
  user: "00000000-0000-4000-8000-0000000000c1",
  grant: "00000000-0000-4000-8000-0000000000d1",
  revoked: "00000000-0000-4000-8000-0000000000d2",
  planned: "00000000-0000-4000-8000-0000000000e1",
  skipped: "00000000-0000-4000-8000-0000000000e2",
  opened: "00000000-0000-4000-8000-0000000000e3",
  missed: "00000000-0000-4000-8000-0000000000e4",
  overlapped: "00000000-0000-4000-8000-0000000000e5",
};

/** Arranges rows in every state that a table knows. */
export async function arrangeStates(
  { org, people, units, published, duos, cycle }: Scene,
  arrange: (statement: string) => Promise<unknown>,
): Promise<void> {
  // One open cycle is all that an organization may have; the trigger is asked about this one.
  await arrange("drop index cycles_one_open");
  const times = {
    [stateRows.openCycle]: "'open', null, null, null, null",
    [stateRows.closedCycle]: "'closed', now(), null, null, null",
    [stateRows.publishedCycle]: "'published', now(), now(), null, null",
    [stateRows.withdrawnCycle]: "'withdrawn', now(), now(), now(), 'sent to the wrong teams'",
  };
  for (const [index, [id, state]] of Object.entries(times).entries()) {
    await arrange(
      `insert into cycles (org_id, id, number, sharing_mode, instrument_version, promise_version, closes_local, time_zone, opens_at, closes_at, state, closed_at, published_at, withdrawn_at, withdrawn_reason)
       values ('${org}', '${id}', ${index + 11}, 'scoped', '${instrument.version}', '1', '2036-01-01T00:00', 'UTC', now() - interval '1 day', '2036-01-01', ${state})`,
    );
  }
  await arrange(
    `insert into outbox (org_id, id, kind, key, person_id, payload, sent_at, failed_at) values
       ('${org}', '${stateRows.waitingMail}', 'cycle-opened', 'cycle-opened:waiting', '${people.ic}', '{"a": "b"}', null, null),
       ('${org}', '${stateRows.sentMail}', 'cycle-opened', 'cycle-opened:sent', '${people.ic}', '{}', now(), null),
       ('${org}', '${stateRows.failedMail}', 'cycle-opened', 'cycle-opened:failed', '${people.ic}', '{"a": "b"}', null, now())`,
  );
  await arrange(
    `insert into outbox (org_id, id, kind, key, person_id, payload, day)
     values ('${org}', '${stateRows.waitingReminder}', 'reminder', 'reminder:waiting', '${people.ic}', '{}', '2037-01-01')`,
  );
  await arrange(
    `insert into schedules (org_id, rhythm, first_day, opens_time, closes_time, days, time_zone, sharing_mode)
     values ('${org}', 'monthly', '2037-01-01', '09:00', '18:00', 21, 'UTC', 'scoped')`,
  );
  const plans = {
    [stateRows.planned]: "'2037-01-01T09:00', '2037-01-22T18:00', 'planned', null, null",
    [stateRows.skipped]: "'2037-02-01T09:00', '2037-02-22T18:00', 'skipped', null, null",
    [stateRows.opened]: `'2025-01-01T09:00', '2025-01-22T18:00', 'opened', '${published}', null`,
    [stateRows.missed]: "'2025-02-01T09:00', '2025-02-22T18:00', 'missed', null, 'late'",
    [stateRows.overlapped]: "'2037-04-01T09:00', '2037-04-22T18:00', 'planned', null, null",
  };
  for (const [slot, [id, plan]] of Object.entries(plans).entries()) {
    await arrange(
      `insert into planned_cycles (org_id, id, slot, opens_local, closes_local, state, cycle_id, reason, time_zone, opens_at, closes_at)
       select '${org}', '${id}', ${slot}, p.opens_local, p.closes_local, p.state, p.cycle_id::uuid, p.reason, 'UTC', (p.opens_local || 'Z')::timestamptz, (p.closes_local || 'Z')::timestamptz
       from (values (${plan})) p (opens_local, closes_local, state, cycle_id, reason)`,
    );
  }
  await arrange(`insert into job_runs (org_id, job, ran_at) values ('${org}', 'remind', now())`);
  await arrange(`insert into users (id, email) values ('${stateRows.user}', 'bound@example.test')`);
  await arrange(
    `update people set user_id = '${stateRows.user}', bound_at = now() where id = '${people.reviewer}'`,
  );
  await arrange(
    `insert into sessions (session_token, user_id, expires) values ('hash', '${stateRows.user}', now())`,
  );
  await arrange(
    "insert into verification_tokens (identifier, token, expires, attempts, code_hash) values ('a@example.test', 'hash', now(), 3, 'code'), ('a@example.test', 'older', now(), 3, null)",
  );
  await arrange(
    `insert into role_grants (org_id, id, person_id, role, unit_id, revoked_at) values
       ('${org}', '${stateRows.grant}', '${people.ic}', 'leader', '${units.a}', null),
       ('${org}', '${stateRows.revoked}', '${people.ic}', 'leader', '${units.b}', now())`,
  );
  await arrange(
    `insert into answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at) values
       ('${org}', '${published}', '${duos.other}', '${people.otherIc}', 'closed', null),
       ('${org}', '${published}', '${duos.led}', '${people.otherIc}', 'published', now())`,
  );
  await arrange(
    `update responses set state = 'submitted', submitted_at = now(), submission_key = gen_random_uuid() where cycle_id = '${cycle}' and duo_id = '${duos.other}'`,
  );
  const led = `cycle_id = '${cycle}' and duo_id = '${duos.led}'`;
  await arrange(`update duo_cycle_sides set final_at = now() - interval '1 hour' where ${led}`);
  await arrange(
    `insert into commitments (org_id, cycle_id, duo_id, slot, content) values ('${org}', '${cycle}', '${duos.led}', 1, 'sealed')`,
  );
  await arrange(
    `insert into talking_points (org_id, cycle_id, duo_id, codes) values ('${org}', '${cycle}', '${duos.led}', 'sealed')`,
  );
  await arrange(
    `insert into moments (org_id, id, duo_id, written_by, content) values ('${org}', '${stateRows.moment}', '${duos.led}', '${people.otherIc}', 'sealed')`,
  );
}

/** A change that must work, by the role and the actors named, or the row could never get anywhere. */
export type LegalChange = { table: string; set: string; where: string; role: Attacker; by: readonly Actor[] };

export function legalChanges({ org, people, duos, cycle }: Scene): LegalChange[] {
  const key = `cycle_id = '${cycle}' and duo_id = '${duos.watched}'`;
  const byOrg = everybody.filter((actor) => actor !== "stranger");
  return [
    ...["commitments.content", "talking_points.codes", "moments.content"].map((name): LegalChange => {
      const [table, column] = name.split(".") as [string, string];
      const where = `duo_id = '${duos.led}'`;
      return { table, set: `${column} = 'changed'`, where, role: "app", by: ["otherIc", "leaderInDuo"] };
    }),
    {
      table: "moments",
      set: "confirmed_at = app_now()",
      where: `id = '${stateRows.moment}'`,
      role: "app",
      by: ["leaderInDuo"],
    },
    { table: "people", set: "language = 'fr'", where: `id = '${people.ic}'`, role: "app", by: ["ic"] },
    {
      table: "people",
      set: "time_zone = 'America/Port-au-Prince'",
      where: `id = '${people.ic}'`,
      role: "app",
      by: ["ic"],
    },
    {
      table: "people",
      set: `user_id = '${stateRows.user}'::uuid, bound_at = app_now()`,
      where: `id = '${people.ic}' and not exists (select from people p where p.user_id = '${stateRows.user}')`,
      role: "auth",
      by: [],
    },
    ...["app_now()", "null"].map((set) => ({
      table: "people",
      set: `address_held_at = ${set}`,
      where: `id = '${people.ic}'`,
      role: "auth" as const,
      by: everybody,
    })),
    {
      table: "role_grants",
      set: "revoked_at = app_now()",
      where: `id = '${stateRows.grant}'`,
      role: "app",
      by: ["admin"],
    },
    { table: "people", set: "reminders = false", where: `id = '${people.ic}'`, role: "auth", by: everybody },
    {
      table: "custom_questions",
      set: "retired_at = app_now()",
      where: `org_id = '${org}' and retired_at is null`,
      role: "app",
      by: ["admin"],
    },
    {
      table: "schedules",
      set: "rhythm = 'quarterly', first_day = '2037-01-02', opens_time = '10:00', closes_time = '17:00', days = 14, time_zone = 'Europe/Paris', sharing_mode = 'private', revision = revision + 1",
      where: `org_id = '${org}'`,
      role: "app",
      by: ["admin"],
    },
    {
      table: "planned_cycles",
      set: "opens_local = '2037-01-03T09:00', closes_local = '2037-01-24T18:00'",
      where: `id = '${stateRows.planned}'`,
      role: "app",
      by: ["admin"],
    },
    ...[
      ["skipped", stateRows.planned],
      ["replaced", stateRows.planned],
      ["planned", stateRows.skipped],
      ["replaced", stateRows.skipped],
    ].map(([state, id]) => ({
      table: "planned_cycles",
      set: `state = '${state}'`,
      where: `id = '${id}'`,
      role: "app" as const,
      by: ["admin"] as const,
    })),
    {
      table: "duo_cycle_sides",
      set: "final_at = app_now()",
      where: `${key} and side = 'ic'`,
      role: "app",
      by: ["ic"],
    },
    {
      table: "responses",
      set: "revision = revision + 1, write_key = gen_random_uuid(), updated_at = app_now()",
      where: `${key} and author_id = '${people.ic}'`,
      role: "app",
      by: ["ic"],
    },
    {
      table: "responses",
      set: "revision = revision + 1, write_key = gen_random_uuid(), updated_at = app_now(), state = 'submitted', submitted_at = app_now(), submission_key = gen_random_uuid()",
      where: `${key} and author_id = '${people.ic}'`,
      role: "app",
      by: ["ic"],
    },
    {
      table: "response_parts",
      set: `answers = '{"DQ1": 2}'`,
      where: `${key} and author_id = '${people.ic}' and class = 'S'`,
      role: "app",
      by: ["ic"],
    },
    {
      table: "cycles",
      set: "state = 'published', published_at = app_now()",
      where: `org_id = '${org}' and id = '${stateRows.closedCycle}'`,
      role: "publisher",
      by: byOrg,
    },
    ...[
      "sent_at = now(), payload = '{}', attempts = attempts + 1, last_error = null",
      "due_at = now() + interval '1 minute', attempts = attempts + 1, last_error = '451'",
      "failed_at = now(), attempts = attempts + 1, last_error = '550'",
      "sent_at = now(), payload = '{}', attempts = attempts + 1, sent_to = address_digest(id, (select p.email from people p where p.id = outbox.person_id))",
    ].map((set) => ({
      table: "outbox",
      set,
      where: `id = '${stateRows.waitingMail}'`,
      role: "worker" as const,
      by: everybody,
    })),
    {
      table: "outbox",
      set: "day = '2037-01-02'",
      where: `id = '${stateRows.waitingReminder}'`,
      role: "worker" as const,
      by: everybody,
    },
    ...[
      "ran_at = app_now(), failed_at = app_now(), fault = 'database', reference = 'a1', failures = failures + 1",
      "ran_at = app_now(), succeeded_at = app_now(), fault = null, reference = null, failures = 0",
    ].map((set) => ({
      table: "job_runs",
      set,
      where: `org_id = '${org}'`,
      role: "worker" as const,
      by: everybody,
    })),
    // Of the people in whose name the sign-in role is tried, the stranger has a passkey.
    ...["counter = counter + 1, last_used_at = app_now()", "name = 'Mine'"].map((set) => ({
      table: "passkeys",
      set,
      where: "true",
      role: "auth" as const,
      by: ["stranger"] as const,
    })),
    {
      table: "users",
      set: "id = id, email_verified = now()",
      where: `id = '${stateRows.user}'`,
      role: "auth",
      by: everybody,
    },
    ...["attempts = attempts + 1", "code_hash = null"].map((set) => ({
      table: "verification_tokens",
      set,
      where: "true",
      role: "auth" as const,
      by: everybody,
    })),
  ];
}
