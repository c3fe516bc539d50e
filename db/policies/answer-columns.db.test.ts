import { describe, expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";

/** Why a column may stand unencrypted in the database: none of these holds what one person answered. */
const reasons = {
  id: "names a row, a person, a duo, a unit or a cycle",
  roster: "what the organization knows of its people, units and duos without asking them",
  program: "the schedule of cycles and the words and questions in force",
  step: "that, when and for how long somebody did something: began, submitted, agreed, withdrew; never what they said",
  noted: "what a leader noted that was done for a duo: one of a closed list, and a day",
  sign_in: "addresses, sessions and codes of sign-in",
  work: "jobs, mail, limits and the log; their content is tested to hold no answer",
  key: "a data key under the master key, and which master key that is",
  published: "what a leader or a partner reads anyway: words, bands and levels in steps of five",
  everybody: "a figure of all duos of a unit or of the organization together",
  encrypted:
    "answers, scores, evidence, carried state and what two people write to each other under the organization's data key",
} as const;
type Reason = keyof typeof reasons;

/** Every column of every table of ours with its reason. A new one is entered here, or it is encrypted. */
const columns: Record<string, Partial<Record<Reason, string>>> = {
  accounts: {
    id: "user_id provider_account_id",
    sign_in: "type provider refresh_token access_token expires_at token_type scope id_token session_state",
  },
  address_changes: {
    id: "org_id id person_id requested_by",
    sign_in: "new_address state requested_at decided_at",
  },
  answer_withdrawals: {
    id: "org_id cycle_id duo_id person_id",
    step: "asked_in asked_at carried_out_at was_revealed",
  },
  audit_log: { id: "org_id id actor_id subject_id", work: "at action area detail" },
  audit_seals: { id: "org_id row_id", work: "number sealed_at row_hash hash" },
  audit_chains: {
    id: "org_id fault_row",
    work: "sealed_until streamed checked_at checked_number checked_hash fault fault_number",
  },
  commitments: { id: "org_id cycle_id duo_id slot id", step: "revision", encrypted: "content" },
  cycle_declines: { id: "org_id cycle_id duo_id person_id" },
  cycle_units: { id: "org_id cycle_id unit_id parent_id lineage", roster: "name label platform" },
  cycles: {
    id: "org_id id",
    program:
      "number state sharing_mode instrument_version promise_version closes_local time_zone opens_at closes_at closed_at published_at withdrawn_at withdrawn_reason retention_months answers_ended_at answers_removed_at",
  },
  duo_cycle_sides: { id: "org_id cycle_id duo_id person_id", roster: "side", step: "final_at" },
  duo_cycles: {
    id: "org_id cycle_id duo_id unit_id ic_person_id manager_person_id",
    roster: "display_name pair_type grade_gap tenure_months line_manager team_size",
    program: "first_cycle closed left_at",
  },
  duos: {
    id: "org_id id external_id unit_id ic_person_id manager_person_id",
    roster:
      "display_name pair_type ic_grade manager_grade line_manager team_size started_on own_ended_on ended_on paused",
  },
  installation: { work: "one kind clock_offset backed_up_at backup_bytes" },
  instrument_versions: { program: "version fingerprint" },
  job_runs: { id: "org_id", work: "job ran_at succeeded_at failed_at reference fault failures" },
  moments: {
    id: "org_id id duo_id written_by agreed_by",
    step: "revision confirmed_at agreed_at",
    encrypted: "content agreed_content",
  },
  noted_actions: {
    id: "org_id duo_id cycle_id noted_by",
    step: "noted_at",
    noted: "done_on kind",
  },
  erasures: { id: "org_id person_id cycle_id duo_id", work: "erased_at position hash filed" },
  organization_keys: { id: "org_id", key: "master_id wrapped" },
  organizations: {
    id: "id",
    roster: "name demo time_zone created_at",
    program: "retention_months next_retention_months next_retention_from strong_sign_in",
  },
  outbox: {
    id: "org_id id person_id",
    work: "kind key payload queued_at day due_at sent_at failed_at attempts last_error sent_to",
  },
  people: {
    id: "org_id id external_id user_id",
    roster:
      "name given_name email language time_zone reminders bound_at address_held_at ended_on erased_at erased_digest erased_address_digest created_at",
  },
  person_scores: { id: "org_id cycle_id duo_id person_id", roster: "side", encrypted: "scores" },
  planned_cycles: {
    id: "org_id id cycle_id",
    program: "slot state opens_local closes_local opens_at closes_at time_zone reason",
  },
  publications: {
    id: "org_id cycle_id",
    program: "published_at engine_version instrument_version instrument_break sharing_mode",
  },
  cell_readers: { id: "org_id cycle_id unit_id measure pair_type person_id" },
  cell_unsafe_people: { id: "org_id cycle_id unit_id measure pair_type person_ids" },
  published_cells: {
    id: "org_id cycle_id unit_id lineage measure pair_type",
    everybody: "visible hidden_reason counted enrolled value low high verdict band",
  },
  published_links: {
    id: "org_id cycle_id",
    program: "version item",
    everybody: "decision people shift shift_lower shift_upper correlation slope intercept standard_error",
  },
  published_constants: { id: "org_id cycle_id", program: "history", everybody: "constants" },
  published_drivers: {
    id: "org_id cycle_id unit_id lineage",
    everybody: "standing duos r_squared weights",
  },
  published_duo_evidence: { id: "org_id cycle_id duo_id", program: "history", encrypted: "evidence" },
  published_duo_partners: {
    id: "org_id cycle_id duo_id ic_person_id manager_person_id",
    published:
      "complete status reason since_cycle_id since_on since_from_on since_to_on fall status_cycles level level_band agreement dimension_bands previous_status previous_level last_status_cycle_id watch_declining watch_apart",
  },
  published_duos: {
    id: "org_id cycle_id duo_id unit_id lineage previous_lineage previous_here ic_person_id manager_person_id",
    roster: "display_name search_name pair_type grade_distance tenure_months line_manager team_size platform",
    program: "sharing_mode",
    published:
      "complete status reason since_cycle_id since_on since_from_on since_to_on fall status_cycles level level_band agreement dimension_bands previous_status previous_level last_status_cycle_id",
  },
  published_health: {
    id: "org_id cycle_id",
    everybody: "people surveys in_time alpha items anchors anchor_check",
  },
  published_unit_counts: {
    id: "org_id cycle_id unit_id lineage",
    roster: "attribute value enrolled",
    everybody: "complete states agreement dimensions levels places steps older elsewhere",
  },
  rate_limits: { work: "key points expire" },
  response_parts: {
    id: "org_id cycle_id duo_id author_id",
    program: "class",
    step: "stage",
    encrypted: "answers",
  },
  custom_questions: {
    id: "org_id id",
    program: "slot kind answer_class wording options created_at retired_at",
  },
  cycle_questions: { id: "org_id cycle_id question_id" },
  responses: {
    id: "org_id cycle_id duo_id author_id submission_key write_key",
    roster: "side",
    program: "instrument_version promise_version",
    step: "state revision promise_accepted_at submitted_at updated_at answering_seconds",
  },
  role_grants: { id: "org_id id person_id unit_id", roster: "role granted_by granted_at revoked_at" },
  roster_import_files: { id: "org_id import_id", roster: "number name content" },
  roster_imports: {
    id: "org_id id created_by",
    roster: "complete fingerprint items problems summary",
    work: "state progress failure created_at moved_at finished_at",
  },
  schedules: {
    id: "org_id",
    program: "rhythm first_day opens_time days closes_time time_zone sharing_mode revision",
  },
  sessions: { id: "user_id", sign_in: "session_token expires created_at method" },
  duo_talks: { id: "org_id cycle_id duo_id person_id", step: "talked_at" },
  talking_points: { id: "org_id cycle_id duo_id", encrypted: "codes" },
  trust_consents: { id: "org_id cycle_id duo_id person_id", step: "given_at given_in" },
  passkeys: {
    id: "org_id id person_id",
    sign_in: "credential_id public_key counter transports name created_at last_used_at",
  },
  passkey_challenges: { sign_in: "hash expires" },
  setup_links: { sign_in: "token_hash expires" },
  units: { id: "org_id id external_id parent_id lineage", roster: "name platform ended_on" },
  users: { id: "id", sign_in: "name email email_verified image" },
  verification_tokens: { sign_in: "identifier token expires code_hash attempts" },
};

const database = freshDatabase();
type Column = { name: string; type: string };
const stored = async (): Promise<Column[]> =>
  (
    await database.admin.query<Column>(
      `select c.relname || '.' || a.attname as name, format_type(a.atttypid, a.atttypmod) as type
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
    )
  ).rows;
const listed = Object.entries(columns).flatMap(([table, byReason]) =>
  Object.entries(byReason).flatMap(([reason, names]) =>
    names.split(" ").map((name) => ({ name: `${table}.${name}`, reason: reason as Reason })),
  ),
);
const listedFor = (...wanted: Reason[]) =>
  listed.filter(({ reason }) => wanted.includes(reason)).map(({ name }) => name);

describe("what a person answered is encrypted", () => {
  test("every column has a reason to be readable, or is encrypted", async () => {
    expect(listed.map(({ name }) => name).sort()).toEqual((await stored()).map(({ name }) => name).sort());
  });

  test("a column that is added without a reason is refused", async () => {
    await database.admin.query("begin; alter table responses add column mood smallint");
    const added = (await stored())
      .map(({ name }) => name)
      .filter((name) => !listed.some((one) => one.name === name));
    await database.admin.query("rollback");
    expect(added).toEqual(["responses.mood"]);
  });

  test("what is encrypted is bytes, and nothing else is but a wrapped key and an imported file", async () => {
    const bytes = (await stored()).filter(({ type }) => type === "bytea").map(({ name }) => name);
    expect(bytes.sort()).toEqual(
      [...listedFor("encrypted"), "organization_keys.wrapped", "roster_import_files.content"].sort(),
    );
  });

  test("what is published or made of everybody is written by the publisher alone", async () => {
    const tables = new Set(listedFor("published", "everybody").map((name) => name.split(".")[0]));
    const { rows } = await database.admin.query<{ written: string }>(
      `select distinct r || ' ' || t as written from unnest($1::text[]) t, unnest($2::text[]) r
       where has_any_column_privilege(r, 'public.' || t, 'INSERT') or has_any_column_privilege(r, 'public.' || t, 'UPDATE') order by 1`,
      [[...tables], ["twofold_app", "twofold_auth", "twofold_publisher", "twofold_worker"]],
    );
    expect(rows.map(({ written }) => written)).toEqual(
      [...tables].sort().map((table) => `twofold_publisher ${table}`),
    );
  });

  test("steps are times, states, counts, transactions and whether both were final", async () => {
    const types = new Map((await stored()).map(({ name, type }) => [name, type]));
    const kinds = new Set(listedFor("step").map((name) => types.get(name)));
    expect(kinds).toEqual(new Set(["timestamp with time zone", "text", "integer", "bigint", "boolean"]));
  });
});
