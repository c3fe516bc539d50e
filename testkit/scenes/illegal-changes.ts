import type { Scene } from "./policies";
import { stateRows } from "./transitions";

/** What no statement may do to any row, by anybody; only `byPolicy` leaves it to an administrator. */
export type IllegalChange = { table: string; column: string; set: string; where?: string; byPolicy?: true };

const past = "now() - interval '1 hour'";
const raised = "revision = revision + 1, write_key = gen_random_uuid()";
const saved = `${raised}, updated_at = app_now()`;
const submitted = `${saved}, state = 'submitted', submission_key = gen_random_uuid()`;
const tried = "attempts = attempts + 1";

export function illegalChanges({ people }: Scene): IllegalChange[] {
  const sent = `id = '${stateRows.sentMail}'`;
  const waiting = `id = '${stateRows.waitingMail}'`;
  const submittedOnes = "state = 'submitted'";
  const closedDuos = "closed";
  const bound = `id = '${people.reviewer}'`;
  return [
    { table: "commitments", column: "content", set: "content = null" },
    { table: "moments", column: "content", set: "content = null" },
    { table: "moments", column: "content", set: "content = 'changed', confirmed_at = app_now()" },
    { table: "moments", column: "confirmed_at", set: `confirmed_at = ${past}` },
    // Left as it was while nothing that both confirmed is kept.
    { table: "moments", column: "content", set: "content = agreed_content, confirmed_at = agreed_at" },
    { table: "talking_points", column: "codes", set: "codes = null" },
    { table: "people", column: "language", set: "language = 'x'" },
    { table: "people", column: "language", set: "language = '<b>en</b>'" },
    { table: "people", column: "time_zone", set: "time_zone = '+05:30'" },
    { table: "people", column: "time_zone", set: "time_zone = repeat('x', 61)" },
    // A rule of one's own, 167 hours off.
    { table: "people", column: "time_zone", set: "time_zone = 'X167'" },
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
    ...[past, "now() + interval '1 hour'"].map((at) => ({
      table: "custom_questions",
      column: "retired_at",
      set: `retired_at = ${at}`,
      byPolicy: true as const,
    })),
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
    {
      table: "responses",
      column: "revision",
      set: "revision = revision + 2, write_key = gen_random_uuid(), updated_at = app_now()",
    },
    {
      table: "responses",
      column: "revision",
      set: "revision = revision - 1, write_key = gen_random_uuid(), updated_at = app_now()",
    },
    { table: "responses", column: "updated_at", set: `${raised}, updated_at = ${past}` },
    { table: "responses", column: "updated_at", set: `${raised}, updated_at = null` },
    { table: "responses", column: "write_key", set: "revision = revision + 1, updated_at = app_now()" },
    {
      table: "responses",
      column: "write_key",
      set: "revision = revision + 1, write_key = null, updated_at = app_now()",
    },
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
      where: "author_id <> nullif(current_setting('twofold.person_id', true), '')::uuid",
      byPolicy: true,
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
    { table: "outbox", column: "due_at", set: "due_at = now()", where: waiting },
    {
      table: "outbox",
      column: "due_at",
      set: `due_at = now() + interval '1 hour', sent_at = now(), ${tried}`,
      where: waiting,
    },
    { table: "outbox", column: "payload", set: `payload = '{"a": "c"}', ${tried}`, where: waiting },
    { table: "outbox", column: "payload", set: `payload = '{}', ${tried}`, where: waiting },
    { table: "outbox", column: "sent_to", set: "sent_to = 'elsewhere'", where: sent },
    { table: "outbox", column: "sent_to", set: `sent_to = repeat('a', 64), ${tried}`, where: waiting },
    { table: "outbox", column: "sent_to", set: `sent_to = 'x', sent_at = now(), ${tried}`, where: waiting },
    { table: "outbox", column: "day", set: "day = '2037-01-02'", where: sent },
    { table: "outbox", column: "day", set: "day = null", where: `id = '${stateRows.waitingReminder}'` },
    { table: "outbox", column: "last_error", set: "last_error = 'x'", where: sent },
    { table: "job_runs", column: "ran_at", set: "ran_at = null" },
    { table: "job_runs", column: "job", set: "job = 'tidy'" },
    { table: "job_runs", column: "fault", set: "fault = 'database'" },
    { table: "job_runs", column: "failures", set: "failures = 1" },
    { table: "passkeys", column: "name", set: "name = ''" },
    { table: "passkeys", column: "counter", set: "counter = counter - 1, last_used_at = app_now()" },
    { table: "passkeys", column: "last_used_at", set: `counter = counter + 1, last_used_at = ${past}` },
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
