import { and, asc, eq, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { RetainedCycle, RetentionOutcome } from "@/lib/domain/retention";
import type { Tx } from "../client";
import { answerTerms, cycles, organizations } from "../schema";
import { isThere } from "./by-key";
import { opensOn } from "./cycles";
import type { CycleKey } from "./publication";

const ofTerm = and(eq(answerTerms.orgId, cycles.orgId), eq(answerTerms.cycleId, cycles.id));
/** An instant as JSON has it. */
const iso = (instant: SQL) => sql<string>`to_json(${instant}) #>> '{}'`;

/** The months in force in an organization, and the shorter time that waits. */
export async function findRetention(tx: Tx, orgId: string) {
  const [row] = await tx
    .select({
      months: sql<number>`retention_in_force(${organizations.id})`,
      nextMonths: organizations.nextRetentionMonths,
      nextFrom: organizations.nextRetentionFrom,
      now: iso(sql`app_now()`),
    })
    .from(organizations)
    .where(eq(organizations.id, orgId));
  return row;
}

/**
 * Published cycles and when their raw answers go, now and under a wanted time; submitted surveys as far as the viewer may
 * count them. Oldest first.
 */
export async function listRetainedCycles(
  tx: Tx,
  orgId: string,
  wanted: number | null,
): Promise<RetainedCycle[]> {
  return tx
    .select({
      cycleId: cycles.id,
      number: cycles.number,
      opensOn,
      promisedMonths: cycles.retentionMonths,
      surveys: sql<number>`(select count(s.final_at)::int from duo_cycle_sides s where s.org_id = ${cycles.orgId} and s.cycle_id = ${cycles.id})`,
      endsAt: iso(sql`${answerTerms.endsAt}`),
      wantedEndsAt: sql<
        string | null
      >`to_json(${cycles.closedAt} + make_interval(months => least(${cycles.retentionMonths}, ${wanted}::int))) #>> '{}'`,
      ended: sql<boolean>`${cycles.answersEndedAt} is not null`,
    })
    .from(cycles)
    .innerJoin(answerTerms, ofTerm)
    .where(eq(cycles.orgId, orgId))
    .orderBy(asc(cycles.number));
}

/** Whether the row's cycle has answers of a person, who is one of the two of every duo that they answer about. */
const hasAnswers = (authorId: string) => {
  const ofDuo = isThere(
    sql`response_parts p where p.org_id = d.org_id and p.cycle_id = d.cycle_id and p.duo_id = d.duo_id and p.author_id = ${authorId}`,
  );
  return isThere(
    sql`duo_cycles d where d.org_id = ${cycles.orgId} and d.cycle_id = ${cycles.id} and ${authorId} in (d.ic_person_id, d.manager_person_id) and ${ofDuo}`,
  );
};

/** A shorter time and from when on it holds. */
type ShorterTime = { months: number; from: Date };

/** When a cycle's answers go: as it is, or under a shorter time, by which none go before it holds. */
const endingUnder = (under: ShorterTime | undefined): SQL =>
  under
    ? sql`least(${answerTerms.endsAt}, greatest(${cycles.closedAt} + make_interval(months => ${under.months}::int), ${under.from.toISOString()}::timestamptz))`
    : sql`${answerTerms.endsAt}`;

/**
 * The published cycle whose raw answers go next; of a person, among those in which they have answers.
 * @param under as it would be with this shorter time
 */
export async function findNextEnding(
  tx: Tx,
  orgId: string,
  { authorId, under }: { authorId?: string | undefined; under?: ShorterTime } = {},
) {
  const endsAt = endingUnder(under);
  const [row] = await tx
    .select({
      number: cycles.number,
      opensOn,
      endsAt: iso(endsAt),
    })
    .from(cycles)
    .innerJoin(answerTerms, ofTerm)
    .where(
      and(
        eq(cycles.orgId, orgId),
        isNull(cycles.answersEndedAt),
        authorId === undefined ? undefined : hasAnswers(authorId),
      ),
    )
    .orderBy(asc(endsAt), asc(cycles.number))
    .limit(1);
  return row;
}

/** Changes, as an admin, how long raw answers are kept. `expected` is the time that the admin was shown. */
export async function changeRetentionMonths(
  tx: Tx,
  { months, expected }: { months: number; expected: number },
): Promise<RetentionOutcome> {
  const { rows } = await tx.execute<{ outcome: RetentionOutcome }>(
    sql`select change_retention(${months}, ${expected}) as outcome`,
  );
  return rows[0]!.outcome;
}

/** Takes back, as an admin, a shorter time that waits; false where none does. */
export async function undoRetentionChange(tx: Tx): Promise<boolean> {
  const { rows } = await tx.execute<{ done: boolean }>(sql`select undo_retention() as done`);
  return rows[0]!.done;
}

/** Cycles whose raw answers are due to go, or not all gone; for the worker, over all organizations. */
export async function listEndingAnswers(tx: Tx) {
  return tx
    .select({ orgId: cycles.orgId, cycleId: cycles.id })
    .from(cycles)
    .innerJoin(answerTerms, ofTerm)
    .where(
      and(
        isNull(cycles.answersRemovedAt),
        or(isNotNull(cycles.answersEndedAt), lte(answerTerms.endsAt, sql`app_now()`)),
      ),
    )
    .orderBy(asc(cycles.orgId), asc(cycles.number));
}

/** Ends, as the publisher, a cycle's raw answers if their time has come; false where it has not, or they ended before. */
export async function endAnswers(tx: Tx, { cycleId }: CycleKey): Promise<boolean> {
  const { rows } = await tx.execute<{ done: boolean }>(sql`select end_answers(${cycleId}) as done`);
  return rows[0]!.done;
}

/** Removes, as the publisher, at most so many rows of answers that ended; gives how many, 0 once all are gone. */
export async function removeEndedAnswers(tx: Tx, { cycleId }: CycleKey, atMost: number): Promise<number> {
  const { rows } = await tx.execute<{ removed: number }>(
    sql`select remove_ended_answers(${cycleId}, ${atMost}) as removed`,
  );
  return rows[0]!.removed;
}
