import { randomUUID } from "node:crypto";
import { and, desc, eq, gt, or, sql } from "drizzle-orm";
import type { OwnPasskey } from "@/lib/domain/passkeys";
import type { Tx, ViewerIdentity } from "../client";
import { passkeyChallenges, passkeys, people } from "../schema";
import { isPresent } from "./present-people";

const ofPerson = ({ orgId, personId }: ViewerIdentity) =>
  and(eq(passkeys.orgId, orgId), eq(passkeys.personId, personId));
const one = (person: ViewerIdentity, id: string) => and(ofPerson(person), eq(passkeys.id, id));

/** A person's passkeys, the newest first. */
export function listPasskeys(tx: Tx, person: ViewerIdentity): Promise<OwnPasskey[]> {
  const { id, name, createdAt, lastUsedAt } = passkeys;
  return tx
    .select({ id, name, createdAt, lastUsedAt })
    .from(passkeys)
    .where(ofPerson(person))
    .orderBy(desc(createdAt), id);
}

/** What a browser needs to know of a person's passkeys: which they are, and how their authenticators are reached. */
export async function listCredentials(tx: Tx, person: ViewerIdentity) {
  const { credentialId: id, transports } = passkeys;
  const rows = await tx.select({ id, transports }).from(passkeys).where(ofPerson(person)).orderBy(id);
  return rows.map((row) => ({ id: row.id, transports: row.transports.split(" ").filter(Boolean) }));
}

export async function insertChallenge(tx: Tx, hash: string): Promise<void> {
  // Only this column: the database says for how long.
  await tx.execute(sql`insert into passkey_challenges (hash) values (${hash})`);
}

/** Uses a challenge up; false where there is none that still works. Of two requests at once one alone succeeds. */
export async function consumeChallenge(tx: Tx, hash: string): Promise<boolean> {
  const used = await tx
    .delete(passkeyChallenges)
    .where(and(eq(passkeyChallenges.hash, hash), gt(passkeyChallenges.expires, sql`now()`)))
    .returning({ hash: passkeyChallenges.hash });
  return used.length > 0;
}

type NewPasskey = Omit<typeof passkeys.$inferInsert, "id" | "createdAt" | "lastUsedAt">;

/** Keeps a passkey; false where its credential is known already, to this person or to another. */
export async function insertPasskey(
  tx: Tx,
  { orgId, personId, credentialId, publicKey, counter, transports, name }: NewPasskey,
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    insert into passkeys (org_id, id, person_id, credential_id, public_key, counter, transports, name)
    values (${orgId}, ${randomUUID()}, ${personId}, ${credentialId}, ${publicKey}, ${counter}, ${transports}, ${name})
    on conflict (credential_id) do nothing`);
  return rowCount === 1;
}

/** The passkey of a credential, with the person whom it signs in if they still may. */
export async function findPasskey(tx: Tx, credentialId: string) {
  const [row] = await tx
    .select({
      id: passkeys.id,
      publicKey: passkeys.publicKey,
      counter: passkeys.counter,
      orgId: people.orgId,
      personId: people.id,
      userId: people.userId,
      name: people.name,
      email: people.email,
    })
    .from(passkeys)
    .innerJoin(people, and(eq(people.orgId, passkeys.orgId), eq(people.id, passkeys.personId)))
    .where(and(eq(passkeys.credentialId, credentialId), isPresent("people")));
  return row;
}

/**
 * Notes a use, for the person of the session. False where the passkey is gone or its counter has moved on meanwhile: the
 * condition is the update's own, so that of two uses with one counter one alone counts.
 */
export async function notePasskeyUse(
  tx: Tx,
  person: ViewerIdentity,
  { id, counter }: { id: string; counter: number },
): Promise<boolean> {
  const movesOn = or(sql`${passkeys.counter} < ${counter}`, sql`${passkeys.counter} = 0 and ${counter} = 0`);
  const { rowCount } = await tx
    .update(passkeys)
    .set({ counter, lastUsedAt: sql`app_now()` })
    .where(and(one(person, id), movesOn));
  return rowCount === 1;
}

export async function renamePasskey(
  tx: Tx,
  person: ViewerIdentity,
  { id, name }: { id: string; name: string },
): Promise<boolean> {
  const { rowCount } = await tx.update(passkeys).set({ name }).where(one(person, id));
  return rowCount === 1;
}

export async function deletePasskey(tx: Tx, person: ViewerIdentity, id: string): Promise<boolean> {
  const { rowCount } = await tx.delete(passkeys).where(one(person, id));
  return rowCount === 1;
}
