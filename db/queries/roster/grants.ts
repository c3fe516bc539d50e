import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "../../client";
import { roleGrants } from "../../schema";

type Role = (typeof roleGrants.$inferSelect)["role"];

/** A person who goes on, by their id in the organization or by their address, with the roles that they have; as an admin. */
export async function findPersonNamed(tx: Tx, typed: string) {
  const { rows } = await tx.execute<{ id: string; roles: string[] }>(sql`
    select p.id, coalesce(array_agg(g.role) filter (where g.id is not null), '{}') as roles
    from roster_people() p left join role_grants g on g.person_id = p.id and g.revoked_at is null
    where (p.external_id = ${typed} or lower(p.email) = lower(${typed}))
      and (p.ended_on is null or p.ended_on::date > (select today()))
    group by p.id limit 1`);
  return rows[0];
}

/** Grants a role without a unit, in the name of the session's admin. */
export async function insertGrant(
  tx: Tx,
  grant: { orgId: string; id: string; personId: string; role: Role },
): Promise<void> {
  await tx.execute(
    sql`insert into role_grants (org_id, id, person_id, role) values (${grant.orgId}, ${grant.id}, ${grant.personId}, ${grant.role})`,
  );
}

const inForce = (orgId: string, grantId: string) =>
  and(eq(roleGrants.orgId, orgId), eq(roleGrants.id, grantId), isNull(roleGrants.revokedAt));

/** The role of a grant; undefined where it has ended. */
export async function findGrant(tx: Tx, orgId: string, grantId: string) {
  const { role, personId, unitId } = roleGrants;
  const [row] = await tx.select({ role, personId, unitId }).from(roleGrants).where(inForce(orgId, grantId));
  return row;
}

/** Ends a grant; false where it has ended already, or the admin's own role ended meanwhile. */
export async function endGrantById(tx: Tx, orgId: string, grantId: string): Promise<boolean> {
  const { rowCount } = await tx
    .update(roleGrants)
    .set({ revokedAt: sql`app_now()` })
    .where(inForce(orgId, grantId));
  return rowCount === 1;
}
