import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type pg from "pg";
import type { Tx } from "../client";
import { enqueue } from "../queue";
import { organizations, outbox, people } from "../schema";
import { insertRows } from "./insert-rows";

export type CycleMail = {
  kind: "cycle-opened" | "cycle-published";
  orgId: string;
  cycleId: string;
  /** Each of them gets one mail of the kind and the cycle, however often they are named. */
  personIds: readonly string[];
  payload: Record<string, string>;
};

/** Queues a mail about a cycle to some people, and the job that sends it. */
export async function queueCycleMail(
  client: pg.ClientBase,
  { kind, orgId, cycleId, personIds, payload }: CycleMail,
): Promise<void> {
  await insertRows(
    client,
    outbox,
    [...new Set(personIds)].map((personId) => ({
      orgId,
      id: randomUUID(),
      kind,
      key: `${kind}:${cycleId}:${personId}`,
      personId,
      payload,
    })),
  );
  await enqueue(client, "send-mail", orgId, cycleId);
}

type Key = { orgId: string; id: string };
const of = ({ orgId, id }: Key) => and(eq(outbox.orgId, orgId), eq(outbox.id, id));

export type WaitingMail = NonNullable<Awaited<ReturnType<typeof claimMail>>>;

/** Takes the mail that has waited longest, with its addressee; others skip it until this transaction ends. */
export async function claimMail(tx: Tx) {
  const [row] = await tx
    .select({
      orgId: outbox.orgId,
      id: outbox.id,
      kind: outbox.kind,
      payload: outbox.payload,
      attempts: outbox.attempts,
      // After four tries the ten minutes of a sign-in link are over as well.
      expired: sql<boolean>`${outbox.kind} = 'sign-in' and (${outbox.attempts} >= 4 or ${outbox.dueAt} < now() - interval '10 minutes')`,
      email: people.email,
      givenName: people.givenName,
      language: people.language,
      timeZone: people.timeZone,
      organization: organizations.name,
      organizationTimeZone: organizations.timeZone,
    })
    .from(outbox)
    .innerJoin(people, and(eq(people.orgId, outbox.orgId), eq(people.id, outbox.personId)))
    .innerJoin(organizations, eq(organizations.id, outbox.orgId))
    .where(sql`${outbox.sentAt} is null and ${outbox.failedAt} is null and ${outbox.dueAt} <= now()`)
    .orderBy(outbox.dueAt)
    .limit(1)
    .for("update", { of: outbox, skipLocked: true });
  return row;
}

export async function markSent(tx: Tx, key: Key): Promise<void> {
  await tx
    .update(outbox)
    .set({ sentAt: sql`now()`, payload: {}, attempts: sql`${outbox.attempts} + 1`, lastError: null })
    .where(of(key));
}

/** Tries again later: after a minute, then twice as long each time, four hours at most. */
export async function postponeMail(tx: Tx, key: Key, reason: string): Promise<void> {
  await tx
    .update(outbox)
    .set({
      dueAt: sql`now() + least(interval '1 minute' * power(2, ${outbox.attempts}), interval '4 hours')`,
      attempts: sql`${outbox.attempts} + 1`,
      lastError: reason,
    })
    .where(of(key));
}

export async function giveUpMail(tx: Tx, key: Key, reason: string): Promise<void> {
  await tx
    .update(outbox)
    .set({ failedAt: sql`now()`, attempts: sql`${outbox.attempts} + 1`, lastError: reason })
    .where(of(key));
}
