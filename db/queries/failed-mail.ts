import { and, count, desc, eq, isNull, ne, notInArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type MailNoUse, ownReasons } from "@/lib/domain/mail";
import type { Tx } from "../client";
import { outbox, people } from "../schema";
import { resultOf } from "./call";

/**
 * Mails of the last 30 days that were given up, as far as an admin may read them. The policies let admins read their own
 * sign-in mails too; such a mail is never sent again.
 */
const failedMail = (orgId: string) => {
  const again = alias(outbox, "again");
  const sentAgain = and(
    eq(again.orgId, outbox.orgId),
    sql`${again.id} <> ${outbox.id}`,
    eq(again.personId, outbox.personId),
    eq(again.kind, outbox.kind),
    sql`${again.queuedAt} > ${outbox.failedAt}`,
  );
  return {
    again,
    sentAgain,
    failed: and(
      eq(outbox.orgId, orgId),
      sql`${outbox.failedAt} > now() - interval '30 days'`,
      ne(outbox.kind, "sign-in"),
      notInArray(outbox.lastError, [...ownReasons]),
      isNull(again.id),
    ),
  };
};

/** How many they are. */
export async function countFailedMail(tx: Tx, orgId: string): Promise<number> {
  const { again, sentAgain, failed } = failedMail(orgId);
  const rows = await tx.select({ n: count() }).from(outbox).leftJoin(again, sentAgain).where(failed);
  return rows[0]!.n;
}

/** Some of them, newest first, with why and to whom. */
export async function listFailedMail(tx: Tx, orgId: string, limits: { limit: number; offset: number }) {
  const { again, sentAgain, failed } = failedMail(orgId);
  return tx
    .select({
      id: outbox.id,
      kind: outbox.kind,
      failedAt: outbox.failedAt,
      reason: outbox.lastError,
      personName: people.name,
    })
    .from(outbox)
    .innerJoin(people, and(eq(people.orgId, outbox.orgId), eq(people.id, outbox.personId)))
    .leftJoin(again, sentAgain)
    .where(failed)
    .orderBy(desc(outbox.failedAt), outbox.id)
    .limit(limits.limit)
    .offset(limits.offset);
}

/** Queues mails once more that were given up, as an admin; gives how many of them. */
export const retryMails = (tx: Tx, mailIds: readonly string[]): Promise<number> =>
  resultOf(tx, sql`retry_mails(${sql.param(mailIds)}::uuid[])`);

/** Queues everything once more that was given up and is listed; gives how many mails. */
export async function retryAllMail(tx: Tx, orgId: string): Promise<number> {
  const { again, sentAgain, failed } = failedMail(orgId);
  const rows = await tx.select({ id: outbox.id }).from(outbox).leftJoin(again, sentAgain).where(failed);
  return retryMails(
    tx,
    rows.map(({ id }) => id),
  );
}

/** Why mails that were given up are of no use any more, by id; of the others nothing. */
export async function whyOfNoUse(tx: Tx, mailIds: readonly string[]): Promise<Map<string, MailNoUse>> {
  const { rows } = await tx.execute<{ mail: string; why: MailNoUse }>(
    sql`select mail, why from failed_mails_of_no_use(${sql.param(mailIds)}::uuid[])`,
  );
  return new Map(rows.map(({ mail, why }) => [mail, why]));
}
