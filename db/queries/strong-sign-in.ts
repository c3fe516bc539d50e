import { eq, sql } from "drizzle-orm";
import type { RolePerson } from "@/lib/domain/strong-sign-in";
import type { Tx, ViewerIdentity } from "../client";
import { organizations } from "../schema";
import { isPresent } from "./present-people";

/** Whether the organization asks people with a role for a passkey or the company's account. */
export async function isStrongSignIn(tx: Tx, orgId: string): Promise<boolean> {
  const [row] = await tx
    .select({ required: organizations.strongSignIn })
    .from(organizations)
    .where(eq(organizations.id, orgId));
  return row?.required ?? false;
}

/** How many organizations have the rule, as the sign-in role, which reads of all organizations. */
export async function countStrongSignIn(tx: Tx): Promise<number> {
  return tx.$count(organizations, eq(organizations.strongSignIn, true));
}

/** Begins or ends the rule as an admin, with its line in the log. `waiting`: whom it turns away until they are ready. */
export async function changeStrongSignIn(
  tx: Tx,
  { wanted, waiting }: { wanted: boolean; waiting: number },
): Promise<void> {
  await tx.execute(sql`select change_strong_sign_in(${wanted}, ${waiting})`);
}

/** Whether mail signs the person in: not under the rule, with a role. */
export async function mailSuffices(tx: Tx, { orgId, personId }: ViewerIdentity): Promise<boolean> {
  const { rows } = await tx.execute<{ suffices: boolean }>(
    sql`select sign_in_suffices(${orgId}, ${personId}, 'email') as suffices`,
  );
  return rows[0]!.suffices;
}

type Row = Omit<RolePerson, "ready"> & { passkey: boolean; account: boolean };

/** People with a role by name, and what they can sign in with beside mail. */
export async function listRolePeople(tx: Tx, orgId: string): Promise<Row[]> {
  const { rows } = await tx.execute<Row>(sql`
    select p.id, p.name, array_agg(distinct g.role order by g.role) as roles,
      exists (select from passkeys k where k.org_id = p.org_id and k.person_id = p.id) as passkey,
      exists (select from accounts a where a.user_id = p.user_id) as account
    from role_grants g join people p on p.org_id = g.org_id and p.id = g.person_id and ${isPresent("p")}
    where g.org_id = ${orgId} and g.role in ('admin', 'leader', 'reviewer') and g.revoked_at is null
    group by p.org_id, p.id order by lower(p.name), p.id`);
  return rows;
}
