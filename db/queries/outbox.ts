import { randomUUID } from "node:crypto";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import type pg from "pg";
import {
  type DigestShows,
  type MailHealth,
  mailTrouble,
  type NudgeReach,
  type OwnReason,
} from "@/lib/domain/mail";
import type { Tx } from "../client";
import { enqueue } from "../queue";
import { organizations, outbox, people } from "../schema";
import { resultOf } from "./call";
import { insertRows } from "./insert-rows";

type PublishedMail = {
  orgId: string;
  cycleId: string;
  /** Each gets one mail, however often they are named: the payload with `shows`, what they find there. */
  readers: ReadonlyMap<string, DigestShows>;
  payload: Record<string, string>;
};

/** Queues the mail that a cycle was published, as the publisher, and the job that sends it. */
export async function queuePublishedMail(
  client: pg.ClientBase,
  { orgId, cycleId, readers, payload }: PublishedMail,
): Promise<void> {
  await insertRows(
    client,
    outbox,
    [...readers].map(([personId, shows]) => ({
      orgId,
      id: randomUUID(),
      kind: "cycle-published" as const,
      key: `cycle-published:${cycleId}:${personId}`,
      personId,
      payload: { ...payload, shows },
    })),
  );
  await enqueue(client, "send-mail", { orgId, subjectId: cycleId });
}

/** Queues the reminders of a cycle that are due now, as the publisher; gives how many. */
export const queueReminders = (tx: Tx, cycleId: string) =>
  resultOf<number>(tx, sql`queue_reminders(${cycleId})`);

/** Queues an admin's own reminder to everybody who is missing and may get one; gives to how many. */
export const nudgeMissing = (tx: Tx, cycleId: string) => resultOf<number>(tx, sql`nudge_missing(${cycleId})`);

/** Whom an admin's own reminder would reach now, and whom not and why. */
export async function readNudgeReach(tx: Tx, cycleId: string): Promise<NudgeReach> {
  const { rows } = await tx.execute<NudgeReach>(
    sql`select reached, fortnight, same_day as "sameDay", uncounted from nudge_reach(${cycleId})`,
  );
  return rows[0]!;
}

/** How much mail of the organization waits, was given up and was sent, for its admin. */
export async function readMailHealth(tx: Tx): Promise<MailHealth> {
  const { rows } = await tx.execute<{
    waiting: number;
    since: Date | string | null;
    failed: number;
    sent: Date | string | null;
    later: number;
    laterAt: Date | string | null;
  }>(
    sql`select waiting, waiting_since as since, failed, last_sent_at as sent, later, later_at as "laterAt" from mail_health()`,
  );
  const { waiting, since, failed, sent, later, laterAt } = rows[0]!;
  const iso = (at: Date | string | null) => at && new Date(at).toISOString();
  const waitingSince = iso(since);
  return {
    waiting,
    waitingSince,
    failed,
    trouble: mailTrouble({ waitingSince, failed }, new Date()),
    lastSentAt: iso(sent),
    later,
    laterAt: iso(laterAt),
  };
}

/**
 * The other waiting mails of a mail's kind to the same person, to be sent with it in one; they stay locked until this
 * transaction ends.
 */
export async function claimAlike(tx: Tx, { orgId, id, personId, kind }: WaitingMail) {
  return tx
    .select({ orgId: outbox.orgId, id: outbox.id, payload: outbox.payload })
    .from(outbox)
    .where(
      and(
        eq(outbox.orgId, orgId),
        eq(outbox.personId, personId),
        eq(outbox.kind, kind),
        ne(outbox.id, id),
        sql`${outbox.sentAt} is null and ${outbox.failedAt} is null`,
      ),
    )
    .orderBy(outbox.queuedAt, outbox.id)
    .for("update", { skipLocked: true });
}

type Key = { orgId: string; id: string };
const isMail = ({ orgId, id }: Key) => and(eq(outbox.orgId, orgId), eq(outbox.id, id));

/** What a mail is composed from, and where it goes. */
const composedColumns = {
  orgId: outbox.orgId,
  id: outbox.id,
  personId: outbox.personId,
  kind: outbox.kind,
  payload: outbox.payload,
  // The address that an admin replaced is the one to be told.
  email: sql<string>`case when ${outbox.kind} = 'address-set' then ${outbox.payload} ->> 'address' else ${people.email} end`,
  givenName: people.givenName,
  language: people.language,
  timeZone: people.timeZone,
  organization: organizations.name,
  organizationTimeZone: organizations.timeZone,
};

export type WaitingMail = NonNullable<Awaited<ReturnType<typeof claimMail>>>;

/**
 * Takes a sign-in mail, which is of use for ten minutes only, or else the mail that has waited longest, with its
 * addressee; others skip it until this transaction ends.
 */
export async function claimMail(tx: Tx, { onlySignIn = false } = {}) {
  const [row] = await tx
    .select({
      ...composedColumns,
      attempts: outbox.attempts,
      // A reminder is not sent more than 36 hours late. After four tries the ten minutes of a sign-in link are over too.
      expired: sql<boolean>`${outbox.day} is not null and ${outbox.queuedAt} < now() - interval '36 hours' or ${outbox.kind} = 'sign-in' and (${outbox.attempts} >= 4 or ${outbox.dueAt} < now() - interval '10 minutes')`,
    })
    .from(outbox)
    .innerJoin(people, and(eq(people.orgId, outbox.orgId), eq(people.id, outbox.personId)))
    .innerJoin(organizations, eq(organizations.id, outbox.orgId))
    .where(
      and(
        sql`${outbox.sentAt} is null and ${outbox.failedAt} is null and ${outbox.dueAt} <= now()`,
        onlySignIn ? eq(outbox.kind, "sign-in") : undefined,
      ),
    )
    .orderBy(sql`(${outbox.kind} <> 'sign-in')`, outbox.dueAt)
    .limit(1)
    .for("update", { of: outbox, skipLocked: true });
  return row;
}

/** Where a mail went, which the database keeps while its reader has not signed in. */
const wentTo = (address: string) => sql`address_digest(${outbox.id}, ${address})`;

/**
 * Notes that a mail has left. Of its payload is kept what `payload` says, in a demo, and all of it while its reader has not
 * signed in. It waits on if another address was set for them meanwhile.
 */
export async function markSent(
  tx: Tx,
  mail: Key & { email: string },
  payload: Record<string, string>,
): Promise<void> {
  await tx
    .update(outbox)
    .set({
      sentAt: sql`now()`,
      payload,
      attempts: sql`${outbox.attempts} + 1`,
      lastError: null,
      sentTo: wentTo(mail.email),
    })
    .where(isMail(mail));
}

/**
 * Gives a waiting reminder the day that it leaves on, in its reader's zone; false when another reminder has that day, and
 * then nothing changes.
 */
export async function takeDay(tx: Tx, { orgId, id, personId }: WaitingMail, day: string): Promise<boolean> {
  const other = await tx.$count(
    outbox,
    and(eq(outbox.orgId, orgId), eq(outbox.personId, personId), eq(outbox.day, day), ne(outbox.id, id)),
  );
  if (other > 0) return false;
  await tx
    .update(outbox)
    .set({ day })
    .where(and(isMail({ orgId, id }), ne(outbox.day, day)));
  return true;
}

/** Leaves a mail until a later moment. */
export async function deferMail(tx: Tx, key: Key, seconds: number): Promise<void> {
  await tx
    .update(outbox)
    .set({
      dueAt: sql`now() + make_interval(secs => ${seconds}::int)`,
      attempts: sql`${outbox.attempts} + 1`,
      lastError: null,
    })
    .where(isMail(key));
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
    .where(isMail(key));
}

/** Makes what the mail server would not take due at once, for one organization; not what is being sent at this moment. */
export async function makeFailedDue(tx: Tx, orgId: string): Promise<void> {
  await tx.execute(sql`
    update outbox set due_at = now() where org_id = ${orgId} and id in (
      select id from outbox where org_id = ${orgId} and sent_at is null and failed_at is null
        and last_error is not null and due_at > now() for update skip locked)`);
}

/** Organizations with mail that the mail server would not take and that is to be tried again. */
export async function listRefused(tx: Tx): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ orgId: outbox.orgId })
    .from(outbox)
    .where(sql`${outbox.sentAt} is null and ${outbox.failedAt} is null and ${outbox.lastError} is not null`);
  return new Set(rows.map(({ orgId }) => orgId));
}

/**
 * Mails of demo organizations that have been written, for the worker; none in any other installation, and none that
 * would sign somebody in.
 */
const inDemo = and(
  sql`${outbox.sentAt} is not null and ${outbox.kind} <> 'sign-in'`,
  sql`(select kind from installation) = 'demo'`,
  sql`${outbox.orgId} in (select id from organizations where demo)`,
);

/** How many mails of demo organizations have been written, for the worker. */
export const countDemoMail = (tx: Tx): Promise<number> => tx.$count(outbox, inDemo);

/** The same mails, newest first, with what each is composed from. */
export async function listDemoMail(tx: Tx, { limit, offset }: { limit: number; offset: number }) {
  return tx
    .select({ ...composedColumns, sentAt: sql<Date | string>`${outbox.sentAt}` })
    .from(outbox)
    .innerJoin(people, and(eq(people.orgId, outbox.orgId), eq(people.id, outbox.personId)))
    .innerJoin(organizations, eq(organizations.id, outbox.orgId))
    .where(inDemo)
    .orderBy(desc(outbox.sentAt), outbox.id)
    .limit(limit)
    .offset(offset);
}

/** `to`: where it went, or would have gone. */
type GivenUp = { lastError: string; to?: string };

async function noteGivenUp(tx: Tx, key: Key, { lastError, to }: GivenUp): Promise<void> {
  await tx
    .update(outbox)
    .set({
      failedAt: sql`now()`,
      attempts: sql`${outbox.attempts} + 1`,
      lastError,
      ...(to !== undefined && { sentTo: wentTo(to) }),
    })
    .where(isMail(key));
}

/** Notes that a mail will not be sent, for a reason of the product's own. */
export const giveUpMail = (tx: Tx, key: Key, lastError: OwnReason) => noteGivenUp(tx, key, { lastError });

/** Notes that a mail is not sent because another one says it too, which went to an address. */
export const giveUpAsSaid = (tx: Tx, key: Key, to: string) =>
  noteGivenUp(tx, key, { lastError: "said-in-one" satisfies OwnReason, to });

/** Notes that a mail will not be sent, with the mail server's codes. */
export const giveUpRefused = (tx: Tx, mail: Key & { email: string }, codes: string) =>
  noteGivenUp(tx, mail, { lastError: codes, to: mail.email });
