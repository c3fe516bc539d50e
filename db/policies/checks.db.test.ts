import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import * as schema from "@/db/schema";
import { arrangeFigures } from "@/testkit/scenes/figures";
import { stage } from "@/testkit/scenes/stage";
import { arrangeStates } from "@/testkit/scenes/transitions";

const on = stage();
beforeAll(async () => {
  await arrangeStates(on.scene, on.arrange);
  await arrangeFigures(on.scene, on.arrange);
});

/** Values that no column should take, by the beginning of its type. */
const odd: readonly [type: string, values: readonly string[]][] = [
  ["text[]", ["'{}'", "'{x}'", "array_fill('x'::text, '{40}')"]],
  ["text", ["''", "'x'", "'<b>'", "' x'", "repeat('x', 100000)"]],
  ["uuid[]", ["'{}'", "array[gen_random_uuid()]"]],
  ["uuid", ["gen_random_uuid()"]],
  ["smallint[]", ["'{}'", "'{-1}'", "'{1000}'"]],
  ["integer[]", ["'{}'", "'{-1}'"]],
  ["smallint", ["-1", "0", "7", "32767"]],
  ["integer", ["-1", "0", "2000000000"]],
  ["bigint", ["-1", "0"]],
  ["real", ["-1", "101"]],
  ["double precision", ["-1", "101"]],
  ["numeric", ["-1", "101"]],
  ["boolean", ["true", "false"]],
  ["timestamp", ["'-infinity'", "'infinity'", "now()"]],
  ["date", ["'0001-01-01'", "'9999-12-31'"]],
  ["interval", ["'-1 day'"]],
  ["bytea", ["''", "'x'"]],
  ["jsonb", ["'[]'", "'{}'", "'1'"]],
];
const oddValuesOf = (type: string) => ["null", ...(odd.find(([begin]) => type.startsWith(begin))?.[1] ?? [])];

/** Checks that only a row of a certain kind or several columns can break: what breaks them. */
const broken: Record<string, string> = {
  installation_real_clock: "update installation set kind = 'production', clock_offset = '1 day'",
  roster_import_files_size:
    "update roster_import_files set content = convert_to(repeat('x', 20 * 1024 * 1024 + 1), 'UTF8')",
  erasures_whole_survey:
    "insert into erasures (org_id, person_id, cycle_id, position, hash) select org_id, id, id, 1, 'x' from people limit 1",
  address_changes_state: "update address_changes set state = 'x', decided_at = now()",
  people_external_id_moves: "update people set external_id = 'moving x'",
  moments_agreed: "update moments set agreed_at = now()",
  duos_name: "update duos set display_name = ' '",
  duos_two_people: "update duos set manager_person_id = ic_person_id",
  published_links_line:
    "update published_links set decision = 'line', slope = null, intercept = null, standard_error = null",
  published_drivers_floor: "update published_drivers set standing = 'named', duos = 99",
  published_drivers_coarse: "update published_drivers set r_squared = 101",
  published_health_coarse: `update published_health set items = '[{"code": "DQ1", "n": 29, "rest": 60}]'`,
  published_health_anchors_coarse: `update published_health set anchors = '[{"mean": 50.5}]'`,
  published_cells_own:
    "update published_cells set measure = 'own:1', pair_type = 'tl_em', value = null, low = null, high = null",
  published_cells_kept: "update published_cells set measure = 'kept', value = 50",
  ...Object.fromEntries(
    ["published_duos", "published_duo_partners"].flatMap((table) => [
      [`${table}_no_data_no_figures`, `update ${table} set status = 'not-enough-data', level = 50`],
      [`${table}_no_one_voice`, `update ${table} set reason = 'one-voice'`],
      [`${table}_no_trust`, `update ${table} set dimension_bands = '{"TRUST": "low"}'`],
    ]),
  ),
};

/** The constraint that refuses a statement, or undefined; nothing of it is kept. */
async function refusalOf(statement: string): Promise<string | undefined> {
  await on.arrange("savepoint before");
  try {
    await on.arrange(statement);
    return undefined;
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.constraint;
    throw error;
  } finally {
    await on.arrange("rollback to before");
  }
}

/** The constraints that refuse a row of the table with a column set to an odd value. */
async function refusedBy(table: string, columns: readonly { name: string; type: string }[]) {
  const { rows } = await on.arrange(`select ctid::text as at from ${table}`);
  const sets = columns.flatMap(({ name, type }) => oddValuesOf(type).map((value) => `"${name}" = ${value}`));
  const statements = rows.flatMap(({ at }) =>
    sets.map((set) => `update ${table} set ${set} where ctid = '${at}'`),
  );
  const found = new Set<string | undefined>();
  for (const statement of statements) found.add(await refusalOf(statement));
  return found;
}

const tables = Object.values(schema).flatMap((one: unknown) =>
  is(one, PgTable) ? [getTableConfig(one)] : [],
);
type Table = (typeof tables)[number];
const tableOf = (name: string): Table => tables.find((table) => table.name === name)!;

describe("each check of the schema refuses a row", () => {
  const checked = tables.filter(({ checks }) => checks.length > 0);

  test.each(checked.map(({ name }) => name))("%s", async (name) => {
    const { columns, checks } = tableOf(name);
    await on.arrange("begin");
    const found = await refusedBy(
      name,
      columns.map((column) => ({ name: column.name, type: column.getSQLType() })),
    );
    for (const check of checks) {
      const statement = broken[check.name];
      if (statement) found.add(await refusalOf(statement));
    }
    await on.arrange("rollback");
    expect(checks.map((check) => check.name).filter((check) => !found.has(check))).toEqual([]);
  });
});

/** The names of what keeps values apart beside the primary key. */
const uniqueNames = ({ columns, indexes, uniqueConstraints }: Table): string[] => [
  ...columns.flatMap(({ isUnique, uniqueName }) => (isUnique && uniqueName ? [uniqueName] : [])),
  ...indexes.flatMap(({ config }) => (config.unique && config.name ? [config.name] : [])),
  ...uniqueConstraints.map((one) => one.getName()!),
];
/** What makes several rows alike where a copy of one cannot. */
const alike: Record<string, string> = {
  commitments_of_one_form:
    "insert into commitments (org_id, cycle_id, duo_id, slot, id, content) select org_id, cycle_id, duo_id, slot % 3 + 1, id, content from commitments",
  duos_external_id: "update duos set external_id = 'same', ended_on = null",
  units_external_id: "update units set external_id = 'same'",
  units_one_root: "update units set parent_id = null",
  people_user_id_unique:
    "with one as (insert into users (id, email) values (gen_random_uuid(), 'x') returning id) update people set user_id = (select id from one)",
  roster_imports_one_applies:
    "insert into roster_imports (org_id, id, created_by, state, complete) select org_id, gen_random_uuid(), id, 'applying', false from people",
  erasures_one_of_person:
    "insert into erasures (org_id, person_id, position, hash) select p.org_id, p.id, row_number() over (), 'x' from people p, generate_series(1, 2)",
  outbox_key_of_kind: "update outbox set key = 'reminder:' || id where kind <> 'reminder'",
  outbox_one_reminder_a_day:
    "update outbox set kind = 'reminder', key = 'reminder:' || id, day = '2026-01-01', person_id = (select id from people limit 1)",
};
/** Keys of references, which hold the whole primary key; and what tests of sign-in and cycles try. */
const elsewhere = ["duo_cycle_sides_seat", "duos_two_seats", "accounts_one_subject", "cycles_one_open"];
const another: Record<string, string> = {
  uuid: "to_jsonb(gen_random_uuid())",
  text: "to_jsonb(gen_random_uuid()::text)",
};

/** Copies of each row under another primary key: with one column of the key changed, or with all that can be. */
function copiesOf({ name, columns, primaryKeys }: Table): string[] {
  const inKey = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
  const keys = columns
    .filter(({ primary, name: column }) => primary || inKey.has(column))
    .map((column) => ({ column: column.name, value: another[column.getSQLType()] ?? "'77'" }));
  return [...keys.map((key) => [key]), keys].map((changed) => {
    const changes = changed.map(({ column, value }) => `'${column}', ${value}`).join(", ");
    return `insert into ${name} select (jsonb_populate_record(t, jsonb_build_object(${changes}))).* from ${name} t`;
  });
}

describe("each unique index of the schema refuses a second row", () => {
  const keeping = tables.filter((table) => uniqueNames(table).length > 0);

  test.each(keeping.map(({ name }) => name))("%s", async (name) => {
    const table = tableOf(name);
    await on.arrange("begin");
    const found = new Set<string | undefined>();
    for (const copy of copiesOf(table)) found.add(await refusalOf(copy));
    for (const unique of uniqueNames(table)) {
      const statement = alike[unique];
      if (statement) found.add(await refusalOf(statement));
    }
    await on.arrange("rollback");
    const others = uniqueNames(table).filter((unique) => !elsewhere.includes(unique));
    expect(others.filter((unique) => !found.has(unique))).toEqual([]);
  });
});

describe("days and instants that SQL could write and a page could not show", () => {
  test("every day and instant that a role of the product writes has its check, or a function that writes it reads the clock", async () => {
    const { rows } = await on.arrange(`
      select c.table_name || '.' || c.column_name as name from information_schema.columns c
        join pg_class t on t.relname = c.table_name and t.relnamespace = 'public'::regnamespace and t.relkind = 'r'
      where c.table_schema = 'public' and c.data_type in ('date', 'timestamp with time zone')
        and (c.table_name in ('people', 'units', 'duos') and c.data_type = 'date' or exists (
          select from unnest(array['twofold_app', 'twofold_auth', 'twofold_publisher', 'twofold_worker']) as role (name), unnest(array['INSERT', 'UPDATE']) as way (name)
          where has_column_privilege(role.name, t.oid, c.column_name, way.name)))
        and not exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'c' and k.conname = c.table_name || '_times'
          and pg_get_constraintdef(k.oid) ~ ('\\m' || c.column_name || '\\M'))
      order by 1`);
    expect(rows).toEqual([]);
  });
});
