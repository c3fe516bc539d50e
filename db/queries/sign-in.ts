import { and, eq, gt, isNull, like, lte, or, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { accounts, organizations, people, sessions, users, verificationTokens } from "../schema";

const present = isNull(people.erasedAt);
const personColumns = { orgId: people.orgId, personId: people.id, name: people.name, userId: people.userId };

/** The person invited under an address, which must already be in lower case. */
export async function findInvited(tx: Tx, email: string) {
  const [row] = await tx
    .select(personColumns)
    .from(people)
    .where(and(eq(sql`lower(${people.email})`, email), present));
  return row;
}

/** The person that a user is bound to. */
export async function findBound(tx: Tx, userId: string) {
  const [row] = await tx
    .select(personColumns)
    .from(people)
    .where(and(eq(people.userId, userId), present));
  return row;
}

/** The person and user that an identity of a provider belongs to. */
export async function findByIdentity(tx: Tx, provider: string, providerAccountId: string) {
  const [row] = await tx
    .select(personColumns)
    .from(accounts)
    .innerJoin(people, eq(people.userId, accounts.userId))
    .where(and(eq(accounts.provider, provider), eq(accounts.providerAccountId, providerAccountId), present));
  return row;
}

export async function hasIdentity(tx: Tx, provider: string, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: accounts.providerAccountId })
    .from(accounts)
    .where(and(eq(accounts.provider, provider), eq(accounts.userId, userId)));
  return rows.length > 0;
}

/** The user behind an invited address: the one its person was bound to, whatever address that user had then. */
export async function findUserByAddress(tx: Tx, email: string) {
  const [row] = await tx
    .select({ user: users })
    .from(users)
    .innerJoin(people, eq(people.userId, users.id))
    .where(and(eq(sql`lower(${people.email})`, email), present));
  return row?.user;
}

/** Creates a user and binds the invited person to it, once; undefined when nobody free is invited there. */
export async function createBoundUser(tx: Tx, user: typeof users.$inferInsert) {
  const [created] = await tx.insert(users).values(user).returning();
  const bound = await tx
    .update(people)
    .set({ userId: user.id, boundAt: sql`now()` })
    .where(and(eq(sql`lower(${people.email})`, user.email), isNull(people.userId), present))
    .returning({ id: people.id });
  return bound.length === 1 ? created : undefined;
}

export async function insertSession(tx: Tx, session: typeof sessions.$inferInsert): Promise<void> {
  await tx.insert(sessions).values(session);
}

/** Ends a session and says whose it was. */
export async function deleteSession(tx: Tx, tokenHash: string): Promise<string | undefined> {
  const [row] = await tx
    .delete(sessions)
    .where(eq(sessions.sessionToken, tokenHash))
    .returning({ userId: sessions.userId });
  return row?.userId;
}

export async function deleteSessionsOf(tx: Tx, userId: string): Promise<number> {
  const { rowCount } = await tx.delete(sessions).where(eq(sessions.userId, userId));
  return rowCount ?? 0;
}

export async function countSessionsOf(tx: Tx, userId: string): Promise<number> {
  return tx.$count(sessions, and(eq(sessions.userId, userId), gt(sessions.expires, sql`now()`)));
}

type Attempt = { identifier?: string; tokenHash: string; guesses: number };

/**
 * Uses up a mailed link, or a code when the address is given with it; every try of a code counts. What works ends
 * all that was mailed to the address. The condition is in the statement that deletes: of two at once, one wins.
 */
export async function consumeVerification(tx: Tx, { identifier, tokenHash, guesses }: Attempt) {
  if (identifier) {
    await tx
      .update(verificationTokens)
      .set({ attempts: sql`${verificationTokens.attempts} + 1` })
      .where(eq(verificationTokens.identifier, identifier));
  }
  const byCode = identifier
    ? and(
        eq(verificationTokens.identifier, identifier),
        eq(verificationTokens.codeHash, tokenHash),
        lte(verificationTokens.attempts, guesses),
      )
    : undefined;
  const [used] = await tx
    .delete(verificationTokens)
    .where(
      and(or(eq(verificationTokens.token, tokenHash), byCode), gt(verificationTokens.expires, sql`now()`)),
    )
    .returning();
  if (used) await tx.delete(verificationTokens).where(eq(verificationTokens.identifier, used.identifier));
  return used;
}

type SignInMail = { id: string; identifier: string; tokenHash: string; codeHash: string; next: string };

/**
 * Writes what a mailed link and code will be checked against, and the mail itself if the address is invited. Both
 * cases run the same statements, so that an answer's time tells nothing.
 */
export async function queueSignInMail(tx: Tx, mail: SignInMail): Promise<void> {
  await tx.insert(verificationTokens).values({
    identifier: mail.identifier,
    token: mail.tokenHash,
    codeHash: mail.codeHash,
    expires: sql`now() + interval '10 minutes'`,
  });
  await tx.execute(sql`
    insert into outbox (org_id, id, kind, key, person_id, payload)
    select p.org_id, ${mail.id}::uuid, 'sign-in', ${`sign-in:${mail.id}`}, p.id, jsonb_build_object('next', ${mail.next}::text)
    from people p where lower(p.email) = ${mail.identifier} and p.erased_at is null`);
  await tx.execute(sql`
    select graphile_worker.twofold_enqueue('send-mail', p.org_id, ${mail.id}::uuid)
    from people p where lower(p.email) = ${mail.identifier} and p.erased_at is null`);
}

/** People of demo organizations whom anybody on this machine may try; none in any other installation. */
export async function listPersonas(tx: Tx) {
  return tx
    .select({ ...personColumns, externalId: people.externalId, email: people.email })
    .from(people)
    .innerJoin(organizations, and(eq(organizations.id, people.orgId), organizations.demo))
    .where(and(like(people.externalId, "persona-%"), present, sql`(select kind from installation) = 'demo'`));
}
