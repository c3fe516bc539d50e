import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type pg from "pg";
import type { Plan } from "@/lib/roster/plan";
import type { Tx } from "../../client";
import { roleGrants } from "../../schema";
import { resultOf } from "../call";
import { insertRows } from "../insert-rows";

type Writes = Plan["writes"];

/** Writes units, new and changed. The database refuses units that form no tree. */
export async function writeUnits(tx: Tx, units: Writes["units"]): Promise<void> {
  const rows = units.map(({ row, isNew, ...unit }) => unit);
  if (rows.length > 0) await tx.execute(sql`select write_roster_units(${JSON.stringify(rows)}::jsonb)`);
}

/** Writes people, new and changed; gives the new sign-in addresses that now wait for their person. */
export async function writePeople(
  tx: Tx,
  people: Writes["people"],
): Promise<{ changeId: string; personId: string }[]> {
  const given = people.map(({ row, isNew, signedIn, addressWaits, hasRole, ...person }) => person);
  if (given.length === 0) return [];
  const { rows } = await tx.execute<{ changeId: string; personId: string }>(sql`
    select change_id as "changeId", person_id as "personId" from write_roster_people(${JSON.stringify(given)}::jsonb)`);
  return rows;
}

/** Writes duos, new and changed; gives how many of them left the open cycle. */
export async function writeDuos(tx: Tx, duos: Writes["duos"]): Promise<number> {
  const given = duos.map(({ row, isNew, reason, replaces, ownEndedOn, ...duo }) => ({
    ...duo,
    // The day on which the duo ends is the database's to work out.
    endedOn: ownEndedOn,
    replacedId: replaces?.id,
  }));
  if (given.length === 0) return 0;
  return resultOf(tx, sql`write_roster_duos(${JSON.stringify(given)}::jsonb)`);
}

/** Grants and revokes units of leaders, as the admin of the session. */
export async function writeLeaders(
  tx: Tx,
  client: pg.ClientBase,
  { orgId, grants, revoked }: { orgId: string } & Writes["leaders"],
): Promise<void> {
  await insertRows(
    client,
    roleGrants,
    grants.map((grant) => ({ ...grant, orgId, role: "leader" as const })),
  );
  if (revoked.length === 0) return;
  await tx
    .update(roleGrants)
    .set({ revokedAt: sql`app_now()` })
    .where(and(eq(roleGrants.orgId, orgId), inArray(roleGrants.id, revoked), isNull(roleGrants.revokedAt)));
}
