import { randomUUID } from "node:crypto";
import { and, count, desc, eq, gt, isNotNull, isNull, like, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { accounts, organizations, people, sessions, users, verificationTokens } from "../schema";
import { isPresent } from "./present-people";

const present = isPresent("people");
const personColumns = {
  orgId: people.orgId,
  personId: people.id,
  name: people.name,
  email: people.email,
  userId: people.userId,
};

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

/** Creates a user and binds the invited person to it, once; undefined when nobody without a user is invited there. */
export async function createBoundUser(tx: Tx, user: typeof users.$inferInsert) {
  const [created] = await tx.insert(users).values(user).returning();
  const bound = await tx
    .update(people)
    .set({ userId: user.id, boundAt: sql`app_now()` })
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

/** Sessions of an organization's people that are open now. */
export async function countSessionsIn(tx: Tx, orgId: string): Promise<number> {
  const [row] = await tx
    .select({ open: count() })
    .from(sessions)
    .innerJoin(people, eq(people.userId, sessions.userId))
    .where(and(eq(people.orgId, orgId), gt(sessions.expires, sql`now()`)));
  return row?.open ?? 0;
}

/**
 * Uses a mailed link, after which neither it nor anything else mailed to the address works; undefined where it did not
 * work any more. The delete itself has the condition, so that of two requests at once one alone succeeds.
 */
export async function consumeToken(tx: Tx, tokenHash: string) {
  const [used] = await tx
    .delete(verificationTokens)
    .where(and(eq(verificationTokens.token, tokenHash), gt(verificationTokens.expires, sql`now()`)))
    .returning();
  if (used) await tx.delete(verificationTokens).where(eq(verificationTokens.identifier, used.identifier));
  return used;
}

type CodeAttempt = { identifier: string; codeHash: string; tokenHash: string; guesses: number };

/**
 * Tries a code against the newest mail to an address that has not expired; an older mail's code never counts. Its row
 * is locked, so tries at the same time are counted one by one. The right code ends all that was mailed to the address
 * and leaves a token that works for a minute.
 */
export async function tryCode(
  tx: Tx,
  { identifier, codeHash, tokenHash, guesses }: CodeAttempt,
): Promise<"accepted" | "wrong" | "locked"> {
  const ofAddress = eq(verificationTokens.identifier, identifier);
  const [newest] = await tx
    .select()
    .from(verificationTokens)
    .where(and(ofAddress, isNotNull(verificationTokens.codeHash), gt(verificationTokens.expires, sql`now()`)))
    .orderBy(desc(verificationTokens.expires))
    .limit(1)
    .for("update");
  if (!newest) return "wrong";
  if (newest.attempts >= guesses) return "locked";
  if (newest.codeHash !== codeHash) {
    await tx
      .update(verificationTokens)
      .set({ attempts: newest.attempts + 1 })
      .where(eq(verificationTokens.token, newest.token));
    return newest.attempts + 1 < guesses ? "wrong" : "locked";
  }
  await tx.delete(verificationTokens).where(ofAddress);
  await tx
    .insert(verificationTokens)
    .values({ identifier, token: tokenHash, expires: sql`now() + interval '1 minute'` });
  return "accepted";
}

type Verification = { identifier: string; tokenHash: string; codeHash: string };

/**
 * Writes what a mailed link and code will be checked against. Codes mailed before to the address stop working; their
 * links keep working, so that asking in somebody's name takes nothing from them.
 */
export async function insertVerification(tx: Tx, mail: Verification): Promise<void> {
  await tx
    .update(verificationTokens)
    .set({ codeHash: null })
    .where(eq(verificationTokens.identifier, mail.identifier));
  await tx.insert(verificationTokens).values({
    identifier: mail.identifier,
    token: mail.tokenHash,
    codeHash: mail.codeHash,
    expires: sql`now() + interval '10 minutes'`,
  });
}

type SignInMail = Verification & { id: string; next: string };

/**
 * The same, and the mail itself if the address is invited. Both cases run the same statements, so that an answer's time
 * tells nothing.
 */
export async function queueSignInMail(tx: Tx, mail: SignInMail): Promise<void> {
  await insertVerification(tx, mail);
  const invited = sql`from people p where lower(p.email) = ${mail.identifier} and ${isPresent("p")}`;
  await tx.execute(sql`
    insert into outbox (org_id, id, kind, key, person_id, payload)
    select p.org_id, ${mail.id}::uuid, 'sign-in', ${`sign-in:${mail.id}`}, p.id, jsonb_build_object('next', ${mail.next}::text)
    ${invited}`);
  await tx.execute(sql`
    select graphile_worker.twofold_enqueue('send-mail', p.org_id, ${mail.id}::uuid)
    ${invited}`);
}

/** People of demo organizations whom anybody on this machine may try; none in any other installation. */
export async function listPersonas(tx: Tx) {
  return tx
    .select({ ...personColumns, externalId: people.externalId })
    .from(people)
    .innerJoin(organizations, and(eq(organizations.id, people.orgId), organizations.demo))
    .where(and(like(people.externalId, "persona-%"), present, sql`(select kind from installation) = 'demo'`));
}

/**
 * Unlinks the identities of a provider from a person's user and ends their sessions; their address may not change
 * until they sign in again. Gives how many identities there were; with none, nothing is changed.
 */
export async function unlinkIdentities(
  tx: Tx,
  provider: string,
  person: { orgId: string; personId: string; userId: string },
) {
  const { orgId, personId, userId } = person;
  const { rowCount } = await tx
    .delete(accounts)
    .where(and(eq(accounts.provider, provider), eq(accounts.userId, userId)));
  if (!rowCount) return 0;
  await deleteSessionsOf(tx, userId);
  await tx
    .update(people)
    .set({ addressHeldAt: sql`app_now()` })
    .where(and(eq(people.orgId, orgId), eq(people.id, personId)));
  return rowCount;
}

/** Signing in frees the address that was held since the company account was unlinked. */
export async function freeAddress(tx: Tx, userId: string): Promise<void> {
  await tx
    .update(people)
    .set({ addressHeldAt: null })
    .where(and(eq(people.userId, userId), isNotNull(people.addressHeldAt)));
}

/** Queues a mail that tells a person what happened to their account. */
export async function queueAccountMail(
  tx: Tx,
  { orgId, personId }: { orgId: string; personId: string },
  kind: "identity-unlinked" | "passkey-added" | "passkey-removed",
): Promise<void> {
  const id = randomUUID();
  await tx.execute(sql`
    insert into outbox (org_id, id, kind, key, person_id, payload)
    values (${orgId}::uuid, ${id}::uuid, ${kind}, ${`${kind}:${id}`}, ${personId}::uuid, '{}')`);
  await tx.execute(sql`select graphile_worker.twofold_enqueue('send-mail', ${orgId}::uuid, ${id}::uuid)`);
}
