import { beforeAll, expect, test } from "vitest";
import { withClient } from "@/db/setup/create-database";
import { stage } from "@/testkit/scenes/stage";

const on = stage();
beforeAll(() => on.database.admin.query("analyze"));

/** Tables of which it is confidential that a row exists. */
const whole = [
  "address_changes",
  "answer_withdrawals",
  "commitments",
  "cycle_declines",
  "duo_cycle_sides",
  "duo_talks",
  "erasures",
  "moments",
  "noted_actions",
  "passkeys",
  "response_parts",
  "responses",
  "talking_points",
  "trust_consents",
];
/** Where that is no secret, or which the app does not read. A new table is decided on, here or above. */
const kept = [
  "accounts",
  "audit_chains",
  "audit_seals",
  "cell_readers",
  "cell_unsafe_people",
  "custom_questions",
  "cycle_questions",
  "cycle_units",
  "cycles",
  "duo_cycles",
  "duos",
  "installation",
  "instrument_versions",
  "job_runs",
  "organization_keys",
  "organizations",
  "outbox",
  "passkey_challenges",
  "people",
  "person_scores",
  "planned_cycles",
  "publications",
  "published_cells",
  "published_constants",
  "published_drivers",
  "published_duo_evidence",
  "published_duo_partners",
  "published_duos",
  "published_health",
  "published_links",
  "published_unit_counts",
  "rate_limits",
  "role_grants",
  "roster_import_files",
  "roster_imports",
  "schedules",
  "sessions",
  "setup_links",
  "units",
  "users",
  "verification_tokens",
];

const listed = async (query: string): Promise<string[]> =>
  (await on.arrange(query)).rows.map(({ name }: { name: string }) => name);
const columnsOf = (tables: string, which: string) => `
  select ${tables} as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname having ${which} order by 1`;
const without = "count(*) filter (where a.attstattarget = 0)";

test("every table says whether the planner may keep statistics of it, which are made of rows that nobody may read", async () => {
  expect(await listed(columnsOf("c.relname", `${without} = count(*)`))).toEqual(whole);
  const inPart = `c.relname || ' ' || string_agg(a.attname, ' ' order by a.attname) filter (where a.attstattarget = 0)`;
  expect(await listed(columnsOf(inPart, `${without} between 1 and count(*) - 1`))).toEqual([
    "audit_log action actor_id subject_id",
  ]);
  expect(await listed(columnsOf("c.relname", `${without} = 0`))).toEqual(kept);
});

test("no statistics are there of what may have none, neither of one column nor of several", async () => {
  const stored = await listed(
    `select distinct c.relname as name from pg_statistic s join pg_class c on c.oid = s.starelid where c.relname = any('{${whole}}')`,
  );
  expect(stored).toEqual([]);
  expect(await listed("select stxname as name from pg_statistic_ext")).toEqual([]);
});

test("an estimate says nothing about whether the partner agreed", async () => {
  const estimates = new Set<string>();
  for (const who of ["ic", "manager", "otherIc"] as const) {
    const [plan] = await on.as(
      "ic",
      `explain select 1 from trust_consents where person_id = '${on.scene.people[who]}'`,
    );
    estimates.add(/ rows=(\d+)/.exec(plan!["QUERY PLAN"]!)![1]!);
  }
  expect(estimates.size).toBe(1);
});

test("the publisher looks the duo of an answer up by its key once all duos are too many for a hash", async () => {
  await on.arrange(
    `insert into duo_cycles select (jsonb_populate_record(d, jsonb_build_object('duo_id', gen_random_uuid(), 'closed', true))).*
      from duo_cycles d, generate_series(1, 500)`,
  );
  await on.database.admin.query("analyze duo_cycles");
  await withClient(on.database.urls.publisher, async (client) => {
    await client.query("set work_mem = '64kB'; set hash_mem_multiplier = 1");
    for (const table of ["responses", "response_parts"]) {
      const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain select 1 from ${table}`);
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan).toContain(`duo_id = ${table}.duo_id`);
      expect(plan).not.toMatch(/hashed SubPlan|Materialize/);
    }
  });
});
