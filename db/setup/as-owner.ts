import type pg from "pg";

/**
 * Writes rows as the owner, whom row-level security binds too: it is lifted and put back inside one transaction, so
 * nobody ever sees a table without it.
 */
export async function asOwner(owner: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  await owner.query("begin");
  try {
    await owner.query(forceRowSecurity("no force"));
    await work();
    // A table whose triggers wait for the commit cannot be altered.
    await owner.query("set constraints all immediate");
    await owner.query(forceRowSecurity("force"));
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}

/** A statement of the owner that binds, or no longer binds, the owner too by the policies of every table. */
export const forceRowSecurity = (change: "force" | "no force") => `
  do $$
  declare
    name text;
  begin
    for name in select c.relname from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity
    loop
      execute format('alter table public.%I ${change} row level security', name);
    end loop;
  end $$`;
