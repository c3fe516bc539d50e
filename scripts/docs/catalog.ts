import type pg from "pg";

export type Column = { table: string; name: string; type: string; nullable: boolean; primary: boolean };
export type Reference = { from: string; to: string; columns: string[]; optional: boolean };
export type Privilege = { table: string; role: string; privilege: string; columns: string[] | null };
export type Policy = {
  table: string;
  name: string;
  roles: string[];
  command: string;
  using: string | null;
  check: string | null;
};
export type RowSecurity = { table: string; enabled: boolean; forced: boolean };
export type FunctionGrant = { name: string; definer: boolean; roles: string[] };

/** What a migrated database says of itself. */
export type Catalog = {
  columns: readonly Column[];
  references: readonly Reference[];
  privileges: readonly Privilege[];
  policies: readonly Policy[];
  rowSecurity: readonly RowSecurity[];
  functions: readonly FunctionGrant[];
};

const columns = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as nullable, coalesce(a.attnum = any (k.conkey), false) as primary
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  order by c.relname, a.attnum`;

const references = `
  select f.relname as from, t.relname as to, array_agg(a.attname::text order by p.position) as columns,
    bool_or(not a.attnotnull) as optional
  from pg_constraint k
  join pg_class f on f.oid = k.conrelid
  join pg_class t on t.oid = k.confrelid
  cross join unnest(k.conkey) with ordinality as p(number, position)
  join pg_attribute a on a.attrelid = f.oid and a.attnum = p.number
  where k.contype = 'f' and f.relnamespace = 'public'::regnamespace
  group by k.oid, f.relname, t.relname order by f.relname, t.relname, columns`;

// A privilege on the table has no columns; one on columns names them.
const privileges = `
  select c.relname as table, g.rolname as role, e.privilege_type as privilege, null::text[] as columns
  from pg_class c cross join aclexplode(c.relacl) e join pg_roles g on g.oid = e.grantee
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and e.grantee <> c.relowner
  union all
  select c.relname, g.rolname, e.privilege_type, array_agg(a.attname::text order by a.attnum)
  from pg_class c join pg_attribute a on a.attrelid = c.oid cross join aclexplode(a.attacl) e
  join pg_roles g on g.oid = e.grantee
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and e.grantee <> c.relowner
  group by c.relname, g.rolname, e.privilege_type
  order by 1, 2, 3`;

const policies = `
  select tablename as table, policyname as name, roles::text[] as roles, lower(cmd) as command,
    qual as using, with_check as check
  from pg_policies where schemaname = 'public' order by tablename, policyname`;

const rowSecurity = `
  select relname as table, relrowsecurity as enabled, relforcerowsecurity as forced
  from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`;

const functions = `
  select p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name, p.prosecdef as definer,
    array(select g.rolname::text from aclexplode(p.proacl) e join pg_roles g on g.oid = e.grantee
      where e.grantee <> p.proowner order by 1) as roles
  from pg_proc p
  where p.pronamespace = 'public'::regnamespace or p.proname = 'twofold_enqueue' order by 1`;

/** Reads tables, keys, grants and policies as an administrator of a migrated database. */
export async function readCatalog(client: pg.ClientBase): Promise<Catalog> {
  const rows = async <T extends object>(query: string) => (await client.query<T>(query)).rows;
  return {
    columns: await rows<Column>(columns),
    references: await rows<Reference>(references),
    privileges: await rows<Privilege>(privileges),
    policies: await rows<Policy>(policies),
    rowSecurity: await rows<RowSecurity>(rowSecurity),
    functions: await rows<FunctionGrant>(functions),
  };
}
