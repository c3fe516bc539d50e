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
       values ('${org}', '${id}', ${index + 11}, 'scoped', '1.0.0', '1', '2036-01-01T00:00', 'UTC', now() - interval '1 day', '2036-01-01', ${state})`,
    );
  }
  await arrange(
    `insert into outbox (org_id, id, kind, key, person_id, payload, sent_at, failed_at) values
       ('${org}', '${stateRows.waitingMail}', 'cycle-opened', 'waiting', '${people.ic}', '{"a": "b"}', null, null),
       ('${org}', '${stateRows.sentMail}', 'cycle-opened', 'sent', '${people.ic}', '{}', now(), null),
       ('${org}', '${stateRows.failedMail}', 'cycle-opened', 'failed', '${people.ic}', '{"a": "b"}', null, now())`,
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
  await arrange(`insert into users (id, email) values ('${stateRows.user}', 'bound@example.test')`);
  await arrange(
    `update people set user_id = '${stateRows.user}', bound_at = now() where id = '${people.reviewer}'`,
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
}

/** A change that must work, by the role and the actors named, or the row could never get anywhere. */
export type LegalChange = { table: string; set: string; where: string; role: Attacker; by: readonly Actor[] };

export function legalChanges({ org, people, duos, cycle }: Scene): LegalChange[] {
  const key = `cycle_id = '${cycle}' and duo_id = '${duos.watched}'`;
  const byOrg = everybody.filter((actor) => actor !== "stranger");
  return [
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
      set: "revision = revision + 1, updated_at = app_now()",
      where: `${key} and author_id = '${people.ic}'`,
      role: "app",
      by: ["ic"],
    },
    {
      table: "responses",
      set: "revision = revision + 1, updated_at = app_now(), state = 'submitted', submitted_at = app_now(), submission_key = gen_random_uuid()",
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
    ].map((set) => ({
      table: "outbox",
      set,
      where: `id = '${stateRows.waitingMail}'`,
      role: "worker" as const,
      by: everybody,
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

/** What no statement may do to any row, by anybody; only `byPolicy` leaves it to an administrator. */
export type IllegalChange = { table: string; column: string; set: string; where?: string; byPolicy?: true };

const past = "now() - interval '1 hour'";
const saved = "revision = revision + 1, updated_at = app_now()";
const submitted = `${saved}, state = 'submitted', submission_key = gen_random_uuid()`;
const tried = "attempts = attempts + 1";

export function illegalChanges({ people, duos }: Scene): IllegalChange[] {
  const sent = `id = '${stateRows.sentMail}'`;
  const waiting = `id = '${stateRows.waitingMail}'`;
  const submittedOnes = "state = 'submitted'";
  const closedDuos = "closed";
  const bound = `id = '${people.reviewer}'`;
  return [
    { table: "people", column: "language", set: "language = 'x'" },
    { table: "people", column: "language", set: "language = '<b>en</b>'" },
    { table: "people", column: "time_zone", set: "time_zone = '+05:30'" },
    { table: "people", column: "time_zone", set: "time_zone = repeat('x', 61)" },
    { table: "people", column: "user_id", set: "user_id = gen_random_uuid()", where: bound },
    { table: "people", column: "user_id", set: "user_id = null", where: bound },
    {
      table: "people",
      column: "user_id",
      set: "user_id = gen_random_uuid(), bound_at = app_now()",
      where: bound,
    },
    { table: "people", column: "bound_at", set: "bound_at = app_now()" },
    {
      table: "people",
      column: "bound_at",
      set: `user_id = gen_random_uuid(), bound_at = ${past}`,
      where: "user_id is null",
    },
    { table: "people", column: "address_held_at", set: `address_held_at = ${past}` },
    { table: "people", column: "address_held_at", set: "address_held_at = now() + interval '1 hour'" },
    { table: "people", column: "reminders", set: "reminders = null" },
    ...Object.entries({
      rhythm: "'weekly'",
      first_day: "null",
      opens_time: "'24:00'",
      closes_time: "'6pm'",
      days: "13",
      time_zone: "'+05:30'",
      sharing_mode: "'public'",
    }).flatMap(([column, value]) => [
      { table: "schedules", column, set: `${column} = ${value}, revision = revision + 1` },
      // A change that does not say which revision it follows.
      { table: "schedules", column, set: `${column} = ${column}` },
    ]),
    { table: "schedules", column: "revision", set: "revision = revision + 2" },
    ...["planned_cycles.opens_local", "planned_cycles.closes_local"].flatMap((name) => {
      const [table, column] = name.split(".") as [string, string];
      const planned = `id = '${stateRows.planned}'`;
      const shift = (opens: string, closes: string) => `opens_local = '${opens}', closes_local = '${closes}'`;
      return [
        // Over another window: seen by whose organization it is.
        {
          table,
          column,
          set: shift("2037-03-22T09:00", "2037-04-12T09:00"),
          where: planned,
          byPolicy: true as const,
        },
        // Longer than four weeks, shorter than two, into the past, and where it is planned no more.
        { table, column, set: shift("2037-01-01T09:00", "2037-01-30T09:00"), where: planned },
        { table, column, set: shift("2037-01-01T09:00", "2037-01-14T09:00"), where: planned },
        { table, column, set: shift("2025-03-01T09:00", "2025-03-22T18:00"), where: planned },
        ...["skipped", "opened", "missed"].map((row) => ({
          table,
          column,
          set: shift("2037-06-01T09:00", "2037-06-22T18:00"),
          where: `id = '${stateRows[row as "skipped"]}'`,
        })),
      ];
    }),
    ...(
      [
        ["opened", "planned"],
        ["missed", "planned"],
        ["cancelled", "planned"],
        ["replaced", "opened"],
        ["planned", "opened"],
        ["skipped", "opened"],
        ["planned", "missed"],
        ["replaced", "missed"],
      ] as const
    ).map(([state, row]) => ({
      table: "planned_cycles",
      column: "state",
      set: `state = '${state}'`,
      where: `id = '${stateRows[row]}'`,
    })),
    { table: "role_grants", column: "revoked_at", set: `revoked_at = ${past}` },
    { table: "role_grants", column: "revoked_at", set: "revoked_at = now() + interval '1 hour'" },
    { table: "role_grants", column: "revoked_at", set: "revoked_at = null" },
    {
      table: "role_grants",
      column: "revoked_at",
      set: "revoked_at = app_now()",
      where: `id = '${stateRows.revoked}'`,
    },
    { table: "duo_cycles", column: "closed", set: "closed = false", where: closedDuos },
    { table: "duo_cycles", column: "closed", set: "closed = true", byPolicy: true },
    { table: "duo_cycle_sides", column: "final_at", set: `final_at = ${past}` },
    { table: "duo_cycle_sides", column: "final_at", set: "final_at = now() + interval '1 hour'" },
    {
      table: "duo_cycle_sides",
      column: "final_at",
      set: "final_at = app_now()",
      where: "person_id <> nullif(current_setting('twofold.person_id', true), '')::uuid",
      byPolicy: true,
    },
    { table: "responses", column: "revision", set: "updated_at = app_now()" },
    { table: "responses", column: "revision", set: "revision = revision + 2, updated_at = app_now()" },
    { table: "responses", column: "revision", set: "revision = revision - 1, updated_at = app_now()" },
    { table: "responses", column: "updated_at", set: `revision = revision + 1, updated_at = ${past}` },
    { table: "responses", column: "updated_at", set: "revision = revision + 1, updated_at = null" },
    { table: "responses", column: "state", set: `${saved}, state = 'draft'`, where: submittedOnes },
    { table: "responses", column: "state", set: `${saved}, state = 'retracted'` },
    { table: "responses", column: "state", set: `${saved}, state = 'submitted'`, where: "state = 'draft'" },
    { table: "responses", column: "submitted_at", set: `${submitted}, submitted_at = ${past}` },
    { table: "responses", column: "submitted_at", set: `${saved}, submitted_at = app_now()` },
    {
      table: "responses",
      column: "submitted_at",
      set: `${saved}, submitted_at = null`,
      where: submittedOnes,
    },
    { table: "responses", column: "submission_key", set: `${saved}, submission_key = gen_random_uuid()` },
    {
      table: "responses",
      column: "submission_key",
      set: `${saved}, submission_key = null, submitted_at = app_now()`,
      where: submittedOnes,
    },
    {
      table: "responses",
      column: "submission_key",
      set: `${saved}, submitted_at = app_now()`,
      where: submittedOnes,
    },
    { table: "response_parts", column: "answers", set: "answers = null" },
    {
      table: "response_parts",
      column: "answers",
      set: `answers = '{"DQ1": 2}'`,
      where: `duo_id = '${duos.watched}' and author_id <> '${people.ic}' and author_id <> '${people.manager}'`,
    },
    { table: "cycles", column: "published_at", set: `state = 'published', published_at = ${past}` },
    { table: "cycles", column: "published_at", set: "published_at = app_now()" },
    { table: "cycles", column: "published_at", set: "published_at = null" },
    { table: "outbox", column: "sent_at", set: `sent_at = null, ${tried}`, where: sent },
    { table: "outbox", column: "sent_at", set: `sent_at = ${past}, ${tried}`, where: waiting },
    {
      table: "outbox",
      column: "sent_at",
      set: `sent_at = now(), failed_at = now(), ${tried}`,
      where: waiting,
    },
    {
      table: "outbox",
      column: "failed_at",
      set: `failed_at = null, ${tried}`,
      where: `id = '${stateRows.failedMail}'`,
    },
    { table: "outbox", column: "failed_at", set: `failed_at = ${past}, ${tried}`, where: waiting },
    { table: "outbox", column: "attempts", set: "attempts = 0" },
    { table: "outbox", column: "attempts", set: "attempts = attempts + 2, sent_at = now()" },
    { table: "outbox", column: "due_at", set: `due_at = ${past}, ${tried}`, where: waiting },
    {
      table: "outbox",
      column: "due_at",
      set: `due_at = now() + interval '1 hour', sent_at = now(), ${tried}`,
      where: waiting,
    },
    { table: "outbox", column: "payload", set: `payload = '{"a": "c"}', ${tried}`, where: waiting },
    { table: "outbox", column: "payload", set: `payload = '{}', ${tried}`, where: waiting },
    { table: "outbox", column: "last_error", set: "last_error = 'x'", where: sent },
    { table: "users", column: "id", set: "id = gen_random_uuid(), email_verified = now()" },
    { table: "users", column: "email_verified", set: "email_verified = null" },
    { table: "verification_tokens", column: "attempts", set: "attempts = 0" },
    { table: "verification_tokens", column: "attempts", set: "attempts = attempts - 1" },
    { table: "verification_tokens", column: "code_hash", set: "code_hash = 'another'" },
    {
      table: "verification_tokens",
      column: "code_hash",
      set: "code_hash = 'code'",
      where: "code_hash is null",
    },
  ];
}
