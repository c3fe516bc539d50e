import { and, asc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { accounts, organizations, people, roleGrants, setupLinks, users } from "../schema";
import { nobodyCame } from "../setup/setup-link";
import { resultOf } from "./call";

/** Whether a one-time set-up link can still be used, by its hash: not once somebody can come in another way. */
export async function isLiveLink(tx: Tx, hash: string): Promise<boolean> {
  const live = and(eq(setupLinks.tokenHash, hash), gt(setupLinks.expires, sql`now()`), sql.raw(nobodyCame));
  return (await tx.$count(setupLinks, live)) > 0;
}

/** Uses a set-up link, after which neither it nor any other one works; false where it did not work any more. */
export const takeLink = (tx: Tx, hash: string): Promise<boolean> =>
  resultOf(tx, sql`case when ${sql.raw(nobodyCame)} then take_setup_link(${hash}) else false end`);

/** The admin who was invited when the organization was founded: their grant names no granter. */
export async function findFounder(tx: Tx) {
  const [row] = await tx
    .select({
      orgId: people.orgId,
      organization: organizations.name,
      personId: people.id,
      userId: people.userId,
      name: people.name,
      email: people.email,
    })
    .from(roleGrants)
    .innerJoin(people, and(eq(people.orgId, roleGrants.orgId), eq(people.id, roleGrants.personId)))
    .innerJoin(organizations, eq(organizations.id, roleGrants.orgId))
    .where(
      and(
        eq(roleGrants.role, "admin"),
        isNull(roleGrants.grantedBy),
        isNull(roleGrants.revokedAt),
        isNull(people.erasedAt),
        isNull(people.endedOn),
      ),
    )
    .orderBy(asc(roleGrants.grantedAt))
    .limit(1);
  return row;
}

export async function hasOrganization(tx: Tx): Promise<boolean> {
  return (await tx.$count(organizations)) > 0;
}

/** Whether a user ever signed in by a mail or by a company's account, and so can do it again. */
export async function isProvenUser(tx: Tx, userId: string): Promise<boolean> {
  const verified = await tx.$count(users, and(eq(users.id, userId), isNotNull(users.emailVerified)));
  return verified > 0 || (await tx.$count(accounts, eq(accounts.userId, userId))) > 0;
}

/** Writes down that a mail reached a user. */
export async function markReached(tx: Tx, userId: string): Promise<void> {
  await tx.update(users).set({ emailVerified: sql`now()` }).where(eq(users.id, userId));
}

/** Changes name and zone of the session's organization, as an admin; false where both were so already. */
export const changeOrganization = (tx: Tx, facts: { name: string; timeZone: string }): Promise<boolean> =>
  resultOf(tx, sql`change_organization(${facts.name}, ${facts.timeZone})`);
