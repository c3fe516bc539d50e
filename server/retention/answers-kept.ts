import type { Tx } from "@/db/client";
import { findNextEnding, findRetention } from "@/db/queries/retention";
import { RETENTION_DEFAULT, waitingTime } from "@/lib/domain/retention";
import type { AnswersKept } from "@/lib/personal-data/answers-kept";

/**
 * For how many months the organization keeps raw answers, and which ones go next.
 * @param authorId looks at the cycles in which this person has answers alone
 */
export async function loadAnswersKept(tx: Tx, orgId: string, authorId?: string): Promise<AnswersKept> {
  const found = await findRetention(tx, orgId);
  const next = (await findNextEnding(tx, orgId, { authorId })) ?? null;
  const shorter = found && waitingTime(found);
  const waiting = shorter
    ? {
        months: shorter.months,
        from: shorter.from.toISOString(),
        next: (await findNextEnding(tx, orgId, { authorId, under: shorter })) ?? null,
      }
    : null;
  return { months: found?.months ?? RETENTION_DEFAULT, next, waiting };
}
