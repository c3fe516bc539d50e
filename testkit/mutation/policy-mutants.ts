import type pg from "pg";

/** One thing that guards a database, and the statement that takes it away. */
export type PolicyMutant = {
  kind: "policy" | "policy opened" | "row security" | "grant" | "trigger" | "constraint";
  table: string;
  name: string;
  statement: string;
};

const list = (kind: PolicyMutant["kind"], query: string) => ({ kind, query });

/** Each query gives table, name and statement. */
const queries = [
  list(
    "policy",
    `select tablename as "table", policyname as name, format('drop policy %I on %I', policyname, tablename) as statement
     from pg_policies where schemaname = 'public'`,
  ),
  // Without its condition a policy gives too much; without the policy too little.
  list(
    "policy opened",
    `select tablename, policyname || ' using', format('alter policy %I on %I using (true)', policyname, tablename)
       from pg_policies where schemaname = 'public' and qual <> 'true'
     union all
     select tablename, policyname || ' with check', format('alter policy %I on %I with check (true)', policyname, tablename)
       from pg_policies where schemaname = 'public' and with_check <> 'true'`,
  ),
  list(
    "row security",
    `select relname, 'enabled', format('alter table %I disable row level security', relname)
       from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity
     union all
     select relname, 'forced', format('alter table %I no force row level security', relname)
       from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity`,
  ),
  list(
    "grant",
    `select c.relname, a.privilege_type || ' to ' || a.grantee::regrole,
         format('revoke %s on %I from %I', a.privilege_type, c.relname, a.grantee::regrole::text)
       from pg_class c, aclexplode(c.relacl) a
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and a.grantee <> c.relowner
     union all
     select c.relname, a.privilege_type || ' (' || t.attname || ') to ' || a.grantee::regrole,
         format('revoke %s (%I) on %I from %I', a.privilege_type, t.attname, c.relname, a.grantee::regrole::text)
       from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
       where c.relnamespace = 'public'::regnamespace and a.grantee <> c.relowner
     union all
     select p.proname, 'EXECUTE to ' || a.grantee::regrole,
         format('revoke execute on function %s from %I', p.oid::regprocedure, a.grantee::regrole::text)
       from pg_proc p, aclexplode(p.proacl) a where p.pronamespace = 'public'::regnamespace and a.grantee <> p.proowner`,
  ),
  list(
    "trigger",
    `select t.tgrelid::regclass::text, t.tgname, format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass)
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not t.tgisinternal and c.relnamespace = 'public'::regnamespace`,
  ),
  // Primary keys and plain references keep the data whole; these keep a promise.
  list(
    "constraint",
    `select c.conrelid::regclass::text, c.conname, format('alter table %s drop constraint %I cascade', c.conrelid::regclass, c.conname)
       from pg_constraint c join pg_class r on r.oid = c.conrelid
       where r.relnamespace = 'public'::regnamespace
         and (c.contype in ('c', 'u') or c.conname in ('duo_cycles_its_two_people', 'responses_own_seat'))
     union all
     select i.indrelid::regclass::text, i.indexrelid::regclass::text, format('drop index %s', i.indexrelid::regclass)
       from pg_index i join pg_class r on r.oid = i.indrelid
       where r.relnamespace = 'public'::regnamespace and i.indisunique
         and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
  ),
];

/** Every mutant of a migrated database, by kind and table. */
export async function listMutants(client: pg.ClientBase): Promise<PolicyMutant[]> {
  const mutants: PolicyMutant[] = [];
  for (const { kind, query } of queries) {
    const { rows } = await client.query<[string, string, string]>({
      text: `${query} order by 1, 2`,
      rowMode: "array",
    });
    mutants.push(...rows.map(([table, name, statement]) => ({ kind, table, name, statement })));
  }
  return mutants;
}
