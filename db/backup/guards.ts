import type pg from "pg";

/**
 * Everything in the catalog that keeps people from each other's rows, a line each: who owns and who may do what with
 * tables, columns and functions, whether row-level security binds the owner too, policies, triggers and whether they
 * fire, constraints and whether they were checked.
 */
export async function guardsOf(client: Pick<pg.ClientBase, "query">): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select line from (
       select concat_ws(' ', 'table', c.relname, c.relkind, c.relowner::regrole, c.relacl::text, c.relrowsecurity, c.relforcerowsecurity, c.reloptions::text) as line
         from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'S', 'm', 'p')
       union all select concat_ws(' ', 'column', a.attrelid::regclass, a.attname, a.attacl::text)
         from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relnamespace = 'public'::regnamespace and a.attacl is not null and not a.attisdropped
       union all select concat_ws(' ', 'policy', p.polrelid::regclass, p.polname, p.polcmd, p.polpermissive,
           array(select r::regrole::text from unnest(p.polroles) r order by 1)::text, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
         from pg_policy p
       union all select concat_ws(' ', 'trigger', t.tgenabled, pg_get_triggerdef(t.oid))
         from pg_trigger t join pg_class c on c.oid = t.tgrelid
         where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
       -- Of a foreign key only that it is on: the names of its triggers are numbers.
       union all select concat_ws(' ', 'key trigger', t.tgrelid::regclass, o.conname, t.tgtype, t.tgenabled)
         from pg_trigger t join pg_constraint o on o.oid = t.tgconstraint
         where o.connamespace = 'public'::regnamespace and t.tgisinternal
       union all select concat_ws(' ', 'constraint', o.conrelid::regclass, o.conname, o.convalidated, pg_get_constraintdef(o.oid))
         from pg_constraint o where o.connamespace = 'public'::regnamespace
       union all select concat_ws(' ', 'function', p.oid::regprocedure, p.proowner::regrole, p.proacl::text, p.prosecdef, p.proconfig::text, md5(p.prosrc))
         from pg_proc p where p.pronamespace = 'public'::regnamespace
     ) guards order by line collate "C"`,
  );
  return rows.map(({ line }) => line);
}

/** The first line that only one of two lists has; undefined when they are the same. */
export function firstDifference(before: readonly string[], after: readonly string[]): string | undefined {
  const [was, is] = [new Set(before), new Set(after)];
  return before.find((line) => !is.has(line)) ?? after.find((line) => !was.has(line));
}
