import type pg from "pg";
import { insertRows } from "../queries/insert-rows";
import {
  cycles,
  cycleUnits,
  duoCycleSides,
  duoCycles,
  duos,
  organizations,
  people,
  responseParts,
  responses,
  roleGrants,
  trustConsents,
  units,
} from "../schema";
import type { DemoRows } from "./demo";

/**
 * Writes rows as the owner, whom row-level security binds too: it is lifted and put back inside one transaction, so
 * nobody ever sees a table without it.
 */
export async function insertAsOwner(owner: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  await owner.query("begin");
  try {
    await owner.query(forceRowSecurity("no force"));
    await work();
    await owner.query(forceRowSecurity("force"));
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}

const forceRowSecurity = (change: "force" | "no force") => `
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

export async function insertDemo(owner: pg.ClientBase, rows: DemoRows): Promise<void> {
  await insertRows(owner, organizations, [rows.organization]);
  await insertRows(owner, people, rows.people);
  await insertRows(owner, units, rows.units);
  await insertRows(
    owner,
    duos,
    rows.duos.map(({ row }) => ({ endedOn: null, ...row })),
  );
  await insertRows(owner, roleGrants, rows.grants);
  await insertRows(owner, cycles, rows.cycles);
  await insertRows(owner, cycleUnits, rows.cycleUnits);
  await insertRows(owner, duoCycles, rows.duoCycles);
  await insertRows(owner, duoCycleSides, rows.sides);
  await insertRows(owner, responses, rows.responses);
  await insertRows(owner, responseParts, rows.parts);
  await insertRows(owner, trustConsents, rows.consents);
}
