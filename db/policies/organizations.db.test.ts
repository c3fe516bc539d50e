import { beforeAll, expect, test } from "vitest";
import { arrangeFigures } from "@/testkit/scenes/figures";
import { stage } from "@/testkit/scenes/stage";
import { arrangeStates } from "@/testkit/scenes/transitions";

/*
 * Every policy of every table, from the catalog: whatever a role does with a whole table, it reaches no row of another
 * organization and writes none. Triggers and foreign keys are off here, so that policies alone refuse.
 */
const on = stage();

/** A table whose rows belong to organizations: in which column, how many are the viewer's, and one of another. */
type Owned = { table: string; key: string; own: number; foreign: string };
type Command = "SELECT" | "INSERT" | "UPDATE" | "DELETE";
type Reach = Owned & { role: string; command: Command };

/** What reaches across organizations and is meant to: the worker's and sign-in's work, the keys' and old imports' care. */
const across = {
  SELECT: [
    "auth organizations",
    "auth passkeys",
    "auth people",
    "auth role_grants",
    "owner erasures",
    "owner organization_keys",
    "owner roster_import_files",
    "owner roster_imports",
    "worker audit_chains",
    "worker audit_log",
    "worker audit_seals",
    "worker cycles",
    "worker job_runs",
    "worker outbox",
    "worker people",
    "worker planned_cycles",
  ],
  DELETE: ["owner roster_import_files"],
  INSERT: ["worker job_runs"],
  UPDATE: [
    "auth people",
    "owner organization_keys",
    "owner roster_imports",
    "worker job_runs",
    "worker outbox",
  ],
};

let reaches: Reach[];

beforeAll(async () => {
  const { org, otherOrg, cycle, units, duos, people } = on.scene;
  const ids: Record<string, string> = {
    org_id: org,
    cycle_id: cycle,
    duo_id: duos.watched,
    person_id: people.ic,
    unit_id: units.root,
  };
  await arrangeStates(on.scene, on.arrange);
  await arrangeFigures(on.scene, on.arrange);
  // Somebody in a duo was erased: what the functions of the erasure reach are rows too.
  await on.arrange(`update people set erased_at = now() where id = '${people.otherIc}'`);
  await on.arrange(
    `insert into erasures (org_id, person_id, position, hash) values ('${org}', '${people.ic}', 1, 'hash')`,
  );
  const { rows: tables } = await on.arrange(
    `select c.relname as table, a.attname as key, array(
       select quote_ident(w.attname) from pg_attribute w where w.attrelid = c.oid and w.attnum > 0 and not w.attisdropped and w.attgenerated = '') as columns, array(
       select w.attname::text from pg_attribute w where w.attrelid = c.oid and w.attnum > 0 and not w.attisdropped and w.attnotnull and not w.atthasdef) as required
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = case c.relname when 'organizations' then 'id' else 'org_id' end
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  );
  const owned = new Map<string, Owned>();
  for (const { table, key, columns, required } of tables) {
    const rowsOf = async (id: string) =>
      (await on.arrange(`select to_jsonb(t)::text as row from ${table} t where ${key} = '${id}'`)).rows;
    // A table that the scene leaves empty, and in which a row says no more than whose it is.
    if ((await rowsOf(org)).length === 0 && required.every((name: string) => ids[name])) {
      const values = required.map((name: string) => `'${ids[name]}'`);
      await on.arrange(`insert into ${table} (${required}) values (${values})`);
    }
    // The other organization gets a copy of each row.
    await on.arrange(
      `insert into ${table} (${columns}) select ${columns} from (
         select (jsonb_populate_record(null::${table}, to_jsonb(t) || '{"${key}": "${otherOrg}"}')).* from ${table} t where ${key} = '${org}') copies
       on conflict do nothing`,
    );
    const [own, [foreign]] = [await rowsOf(org), await rowsOf(otherOrg)];
    owned.set(table, { table, key, own: own.length, foreign: foreign?.row });
  }
  const { rows: policies } = await on.arrange(
    "select distinct tablename as table, cmd as command, replace(roles[1], 'twofold_', '') as role from pg_policies where schemaname = 'public' order by 3, 1",
  );
  reaches = policies.flatMap(({ table, ...policy }) =>
    owned.has(table) ? { ...owned.get(table)!, ...policy } : [],
  );
});

test("every table has rows of two organizations to be told apart", () => {
  expect(reaches.filter(({ own, foreign }) => own === 0 || !foreign).map(({ table }) => table)).toEqual([]);
  expect(reaches.length).toBeGreaterThan(100);
});

/** What a statement of a role changes or gives, or the code of its refusal. */
const outcomeOf = (role: string, statement: string) =>
  on.attempt(
    "administrator",
    "admin",
    "set local session_replication_role = replica",
    `set local role twofold_${role}`,
    statement,
  );

/** Of those who have a policy for a command, the names of those who do with a statement what `isWithin` does not allow. */
async function exceeding(
  command: Command,
  outcomeFor: (reach: Reach) => Promise<number | string>,
  isWithin: (outcome: number | string, reach: Reach) => boolean,
): Promise<string[]> {
  const found: string[] = [];
  for (const reach of reaches.filter((one) => one.command === command)) {
    if (!isWithin(await outcomeFor(reach), reach)) found.push(`${reach.role} ${reach.table}`);
  }
  return found;
}

const atMostOwn = (outcome: number | string, { own }: Reach) => typeof outcome === "number" && outcome <= own;
const refusal = "42501";
const isRefused = (outcome: number | string) => outcome === refusal;

/** Columns that a role may write, those that no index holds first. */
async function columnsFor({ role, table, command }: Reach): Promise<{ name: string; type: string }[]> {
  const { rows } = await on.arrange(
    `select a.attname as name, a.atttypid::regtype::text as type from pg_attribute a
     where a.attrelid = '${table}'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and has_column_privilege('twofold_${role}', a.attrelid, a.attnum, '${command}')
     order by exists (select from pg_index i where i.indrelid = a.attrelid and a.attnum = any (i.indkey)), a.attnum`,
  );
  return rows;
}

const foreignRow = ({ table, foreign }: Reach) =>
  `jsonb_populate_record(null::${table}, '${foreign.replaceAll("'", "''")}')`;

test("no role reads rows of another organization", async () => {
  const read = ({ role, table }: Reach) => outcomeOf(role, `select from ${table}`);
  expect(await exceeding("SELECT", read, atMostOwn)).toEqual(across.SELECT);
});

test("no role deletes rows of another organization", async () => {
  const remove = ({ role, table }: Reach) => outcomeOf(role, `delete from ${table}`);
  expect(await exceeding("DELETE", remove, atMostOwn)).toEqual(across.DELETE);
});

test("no role adds rows to another organization", async () => {
  const add = async (reach: Reach) => {
    const columns = (await columnsFor(reach)).map(({ name }) => name).join(", ");
    const row = `select ${columns} from ${foreignRow(reach)}`;
    return outcomeOf(reach.role, `insert into ${reach.table} (${columns}) ${row}`);
  };
  expect(await exceeding("INSERT", add, isRefused)).toEqual(across.INSERT);
});

test("no role changes rows of another organization", async () => {
  // Reads no column, so that the policies for updates alone decide which rows it reaches. Some columns' constraints let
  // not all rows have one value: one column that lets them is enough.
  const change = async (reach: Reach) => {
    let outcome: number | string = "no column";
    for (const { name, type } of await columnsFor(reach)) {
      const value = type.startsWith("timestamp") ? "app_now()" : `(${foreignRow(reach)}).${name}`;
      outcome = await outcomeOf(reach.role, `update ${reach.table} set ${name} = ${value}`);
      if (typeof outcome === "number") break;
    }
    return outcome;
  };
  // A cycle that is published gets several values at once: the tests of transitions do that.
  const found = (await exceeding("UPDATE", change, atMostOwn)).filter((name) => name !== "publisher cycles");
  expect(found).toEqual(across.UPDATE);
});

test("no role moves rows to another organization", async () => {
  const move = async (reach: Reach) => {
    const columns = await columnsFor(reach);
    if (!columns.some(({ name }) => name === reach.key)) return refusal;
    return outcomeOf(reach.role, `update ${reach.table} set ${reach.key} = '${on.scene.otherOrg}'`);
  };
  const meant = ["owner organization_keys", "owner roster_imports", "worker job_runs"];
  expect(await exceeding("UPDATE", move, isRefused)).toEqual(meant);
});
