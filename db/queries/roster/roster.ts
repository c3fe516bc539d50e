import { and, eq, isNull, sql } from "drizzle-orm";
import type { Roster, RosterDuo, RosterPerson } from "@/lib/roster/roster";
import { queryAsAuth, type Tx } from "../../client";
import { people, roleGrants, units } from "../../schema";
import { resultOf } from "../call";

/** Waits until no other change of the roster runs, and keeps others waiting until the transaction ends. */
export async function lockRoster(tx: Tx): Promise<void> {
  await tx.execute(sql`select lock_roster()`);
}

/**
 * Lets the database wait five minutes for this transaction's next statement, in place of the half a minute after which it
 * ends one: comparing a large file takes a while, in which the transaction says nothing.
 */
export async function allowSilence(tx: Tx): Promise<void> {
  await tx.execute(sql`set local idle_in_transaction_session_timeout = '5min'`);
}

/** The calendar day of the database's clock, by which duos count as begun and ended. */
export const currentDay = (tx: Tx): Promise<string> => resultOf(tx, sql`today()::text`);

/** How many people the organization has, without those who were erased. */
export const countPeople = (tx: Tx, orgId: string): Promise<number> =>
  tx.$count(people, and(eq(people.orgId, orgId), isNull(people.erasedAt)));

/** Everything that an import compares with, as an admin. */
export async function readRoster(tx: Tx, orgId: string): Promise<Roster> {
  const ofUnits = tx
    .select({
      id: units.id,
      externalId: units.externalId,
      parentId: units.parentId,
      name: units.name,
      platform: units.platform,
      lineage: units.lineage,
      endedOn: units.endedOn,
    })
    .from(units)
    .where(eq(units.orgId, orgId));
  const ofPeople = await tx.execute<Omit<RosterPerson, "hasRole">>(sql`
    select id, external_id as "externalId", name, given_name as "givenName", email, pending_email as "pendingEmail",
      language, time_zone as "timeZone", ended_on as "endedOn", signed_in as "signedIn",
      address_waits as "addressWaits" from roster_people()`);
  const duos = await tx.execute<RosterDuo>(sql`
    select id, external_id as "externalId", display_name as "displayName", ic_id as "icId", manager_id as "managerId",
      unit_id as "unitId", pair_type as "pairType", ic_grade as "icGrade", manager_grade as "managerGrade",
      line_manager as "lineManager", team_size as "teamSize", started_on as "startedOn", paused,
      own_ended_on as "ownEndedOn", ended_on as "endedOn", asked
    from roster_duos()`);
  const grants = await tx
    .select({
      id: roleGrants.id,
      personId: roleGrants.personId,
      role: roleGrants.role,
      unitId: roleGrants.unitId,
    })
    .from(roleGrants)
    .where(and(eq(roleGrants.orgId, orgId), isNull(roleGrants.revokedAt)));
  const withRole = new Set(grants.map(({ personId }) => personId));
  return {
    units: await ofUnits,
    people: ofPeople.rows.map((person) => ({ ...person, hasRole: withRole.has(person.id) })),
    duos: duos.rows,
    leaders: grants
      .filter(({ role }) => role === "leader")
      .map(({ id, personId, unitId }) => ({ id, personId, unitId: unitId! })),
  };
}

/** Those of some addresses that belong to people of other organizations: a user belongs to one. */
export async function findAddressesElsewhere(orgId: string, addresses: readonly string[]): Promise<string[]> {
  if (addresses.length === 0) return [];
  const rows = await queryAsAuth<{ address: string }>(sql`
    select lower(p.email) as address from people p
    where p.org_id <> ${orgId} and lower(p.email) in (select jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb))`);
  return rows.map(({ address }) => address);
}
