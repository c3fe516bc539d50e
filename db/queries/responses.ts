import { type AnyColumn, and, eq, isNull, sql } from "drizzle-orm";
import type { Side } from "@/lib/instrument/answers";
import type { Tx } from "../client";
import { answerWithdrawals, cycleDeclines, cycles, duoCycleSides, duoCycles, responses } from "../schema";
import { opensOn } from "./cycles";
import { cycleOf } from "./joins";

/** A duo's cycle, within the session's organization, and the same as a key. */
export type DuoCycle = { cycleId: string; duoId: string };
export type DuoCycleKey = DuoCycle & { orgId: string };
/** One person's side of a duo's cycle. */
export type Enrolment = DuoCycleKey & { personId: string };

const ofDuoCycle = (e: DuoCycleKey) =>
  and(eq(duoCycles.orgId, e.orgId), eq(duoCycles.cycleId, e.cycleId), eq(duoCycles.duoId, e.duoId));
const ofResponse = (e: Enrolment) =>
  and(
    eq(responses.orgId, e.orgId),
    eq(responses.cycleId, e.cycleId),
    eq(responses.duoId, e.duoId),
    eq(responses.authorId, e.personId),
  );
const ofSides = (e: DuoCycleKey) =>
  and(
    eq(duoCycleSides.orgId, e.orgId),
    eq(duoCycleSides.cycleId, e.cycleId),
    eq(duoCycleSides.duoId, e.duoId),
  );

/**
 * Whether a person of the row's duo asked for their answers of the cycle to be removed, as far as the viewer may know it.
 * @param condition a further condition on the request `w`
 */
export const hasWithdrawn = (person: string | AnyColumn, condition = "") =>
  sql<boolean>`exists (select from ${answerWithdrawals} w where w.org_id = ${duoCycles.orgId} and w.cycle_id = ${duoCycles.cycleId} and w.duo_id = ${duoCycles.duoId} and w.person_id = ${person}${sql.raw(condition && ` ${condition}`)})`;

/** Whether a person declined the cycle of the row's duo, as far as the viewer may know it. */
export const hasDeclined = (personId: string) =>
  sql<boolean>`exists (select from ${cycleDeclines} n where n.org_id = ${duoCycles.orgId} and n.cycle_id = ${duoCycles.cycleId} and n.duo_id = ${duoCycles.duoId} and n.person_id = ${personId}::uuid)`;

/** The duo's cycle as a partner may know it, with both names; undefined when the viewer is not one of the two. */
export async function findDuoCycle(tx: Tx, e: Enrolment) {
  const [row] = await tx
    .select({
      cycleId: duoCycles.cycleId,
      duoId: duoCycles.duoId,
      displayName: duoCycles.displayName,
      icPersonId: duoCycles.icPersonId,
      managerPersonId: duoCycles.managerPersonId,
      firstCycle: duoCycles.firstCycle,
      closed: duoCycles.closed,
      /** When the duo ended or was paused while the cycle was open. */
      leftAt: duoCycles.leftAt,
      lineManager: duoCycles.lineManager,
      number: cycles.number,
      state: cycles.state,
      sharingMode: cycles.sharingMode,
      promiseVersion: cycles.promiseVersion,
      retentionMonths: cycles.retentionMonths,
      instrumentVersion: cycles.instrumentVersion,
      opensOn,
      closesAt: cycles.closesAt,
      withdrawnReason: cycles.withdrawnReason,
      late: sql<boolean>`${cycles.closesAt} <= app_now()`,
      declined: hasDeclined(e.personId),
      /** The person asked for their answers to be removed and cannot answer again. */
      withdrawn: hasWithdrawn(e.personId),
    })
    .from(duoCycles)
    .innerJoin(cycles, cycleOf(duoCycles))
    .where(
      and(ofDuoCycle(e), sql`${e.personId}::uuid in (${duoCycles.icPersonId}, ${duoCycles.managerPersonId})`),
    );
  return row;
}

/** Locks the duo's cycle against a close or the partner's submission; false when it no longer takes answers. */
export async function lockOpenDuoCycle(tx: Tx, e: Enrolment): Promise<boolean> {
  const rows = await tx
    .select({ duoId: duoCycles.duoId })
    .from(duoCycles)
    .where(and(ofDuoCycle(e), eq(duoCycles.closed, false)))
    .for("update");
  return rows.length === 1;
}

export async function listSides(tx: Tx, e: DuoCycleKey) {
  return tx
    .select({ side: duoCycleSides.side, personId: duoCycleSides.personId, finalAt: duoCycleSides.finalAt })
    .from(duoCycleSides)
    .where(ofSides(e));
}

export async function findResponse(tx: Tx, e: Enrolment) {
  const [row] = await tx.select().from(responses).where(ofResponse(e));
  return row;
}

export type ResponseWrite = {
  side: Side;
  /** The revision the writer knows; the row must still carry it. */
  revision: number;
  promiseVersion: string;
  instrumentVersion: string;
  /** The request's own key. */
  key: string;
  /** Whether it is a submission. */
  submits: boolean;
};

/**
 * Saves that the viewer answered: begins their response, or raises its revision if the writer's is still in force.
 * Undefined when another tab or device saved in between.
 */
export async function raiseRevision(tx: Tx, e: Enrolment, write: ResponseWrite): Promise<number | undefined> {
  const submission = write.submits && {
    state: "submitted" as const,
    submittedAt: sql`app_now()`,
    submissionKey: write.key,
  };
  if (write.revision === 0) {
    const [begun] = await tx
      .insert(responses)
      .values({
        orgId: e.orgId,
        cycleId: e.cycleId,
        duoId: e.duoId,
        authorId: e.personId,
        side: write.side,
        revision: 1,
        instrumentVersion: write.instrumentVersion,
        promiseVersion: write.promiseVersion,
        writeKey: write.key,
        ...submission,
      })
      .onConflictDoNothing()
      .returning({ revision: responses.revision });
    if (begun) return begun.revision;
  }
  const [row] = await tx
    .update(responses)
    .set({
      revision: sql`${responses.revision} + 1`,
      updatedAt: sql`app_now()`,
      writeKey: write.key,
      ...submission,
    })
    .where(and(ofResponse(e), eq(responses.revision, write.revision)))
    .returning({ revision: responses.revision });
  return row?.revision;
}

/** Makes the viewer's side final, once their final parts are stored; a second time changes nothing. */
export async function markFinal(tx: Tx, e: Enrolment): Promise<void> {
  await tx
    .update(duoCycleSides)
    .set({ finalAt: sql`app_now()` })
    .where(and(ofSides(e), eq(duoCycleSides.personId, e.personId), isNull(duoCycleSides.finalAt)));
}
