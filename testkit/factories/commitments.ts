import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { dataKeyOf } from "@/db/encryption/data-key";
import { sealCommitments } from "@/db/encryption/sealed-rows";
import { commitments } from "@/db/schema";
import type { CommitmentContent } from "@/lib/domain/commitments";
import type { MadeOrganization } from "./organization";

/**
 * Gives the organization's duos a published cycle before the open one, with the same people in it.
 * @returns its id
 */
export async function addEarlierCycle(client: pg.Client, { cycleId }: MadeOrganization): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into cycles select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', c.number - 1,
       'state', 'published', 'opens_at', c.opens_at - interval '1 month', 'closes_at', c.opens_at - interval '9 days',
       'closed_at', c.opens_at - interval '9 days', 'published_at', c.opens_at - interval '8 days'))).*
     from cycles c where c.id = $1 returning id`,
    [cycleId],
  );
  const earlier = rows[0]!.id;
  for (const [table, changes] of [
    ["cycle_units", {}],
    ["duo_cycles", { closed: true }],
    ["duo_cycle_sides", { final_at: null }],
  ] as const) {
    await client.query(
      `insert into ${table} select (jsonb_populate_record(t, $2::jsonb)).* from ${table} t where t.cycle_id = $1`,
      [cycleId, { ...changes, cycle_id: earlier }],
    );
  }
  return earlier;
}

/** Writes what a duo promised in a cycle, in the first places. */
export async function promiseIn(
  client: pg.Client,
  place: { orgId: string; cycleId: string; duoId: string },
  contents: readonly CommitmentContent[],
): Promise<void> {
  const db = drizzle(client);
  const key = await dataKeyOf(db, place.orgId);
  const open = contents.map((content, index) => ({ ...place, slot: index + 1, content }));
  await db.insert(commitments).values(sealCommitments(key, open));
}
