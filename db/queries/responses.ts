import { and, eq, isNull, sql } from "drizzle-orm";
import type { Answers, Side } from "@/lib/instrument/answers";
import type { AnswerClass } from "@/lib/instrument/confidentiality";
import type { Tx } from "../client";
import { cycles, duoCycleSides, duoCycles, responseParts, responses } from "../schema";

/** One person's place in a duo's cycle. */
export type Enrolment = { orgId: string; cycleId: string; duoId: string; personId: string };

const ofDuoCycle = (e: Omit<Enrolment, "personId">) =>
  and(eq(duoCycles.orgId, e.orgId), eq(duoCycles.cycleId, e.cycleId), eq(duoCycles.duoId, e.duoId));
const ofResponse = (e: Enrolment) =>
  and(
    eq(responses.orgId, e.orgId),
    eq(responses.cycleId, e.cycleId),
    eq(responses.duoId, e.duoId),
    eq(responses.authorId, e.personId),
  );
const ofParts = (e: Enrolment) =>
  and(
    eq(responseParts.orgId, e.orgId),
    eq(responseParts.cycleId, e.cycleId),
    eq(responseParts.duoId, e.duoId),
    eq(responseParts.authorId, e.personId),
  );
const ofSides = (e: Omit<Enrolment, "personId">) =>
  and(
    eq(duoCycleSides.orgId, e.orgId),
    eq(duoCycleSides.cycleId, e.cycleId),
    eq(duoCycleSides.duoId, e.duoId),
  );

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
      number: cycles.number,
      state: cycles.state,
      sharingMode: cycles.sharingMode,
      promiseVersion: cycles.promiseVersion,
      instrumentVersion: cycles.instrumentVersion,
      opensAt: cycles.opensAt,
      closesAt: cycles.closesAt,
      withdrawnReason: cycles.withdrawnReason,
      late: sql<boolean>`${cycles.closesAt} <= app_now()`,
    })
    .from(duoCycles)
    .innerJoin(cycles, and(eq(cycles.orgId, duoCycles.orgId), eq(cycles.id, duoCycles.cycleId)))
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

export async function listSides(tx: Tx, e: Omit<Enrolment, "personId">) {
  return tx
    .select({ side: duoCycleSides.side, personId: duoCycleSides.personId, finalAt: duoCycleSides.finalAt })
    .from(duoCycleSides)
    .where(ofSides(e));
}

export async function findResponse(tx: Tx, e: Enrolment) {
  const [row] = await tx.select().from(responses).where(ofResponse(e));
  return row;
}

/** The viewer's own answers as they stand: the draft where one is in progress, else what was submitted. */
export async function loadOwnAnswers(tx: Tx, e: Enrolment): Promise<Answers> {
  const rows = await tx
    .select({ stage: responseParts.stage, answers: responseParts.answers })
    .from(responseParts)
    .where(ofParts(e));
  const stage = rows.some((row) => row.stage === "draft") ? "draft" : "final";
  return Object.assign({}, ...rows.filter((row) => row.stage === stage).map((row) => row.answers));
}

/** Shared answers of both partners by author; the policies give none before both are final. */
export async function listSharedAnswers(tx: Tx, e: Omit<Enrolment, "personId">) {
  return tx
    .select({ authorId: responseParts.authorId, answers: responseParts.answers })
    .from(responseParts)
    .where(
      and(
        eq(responseParts.orgId, e.orgId),
        eq(responseParts.cycleId, e.cycleId),
        eq(responseParts.duoId, e.duoId),
        eq(responseParts.class, "S"),
        eq(responseParts.stage, "final"),
      ),
    );
}

export type ResponseWrite = {
  side: Side;
  /** The revision the writer knows; the row must still carry it. */
  revision: number;
  promiseVersion: string;
  instrumentVersion: string;
  /** Set when this is a submission. */
  submissionKey?: string;
};

/** Raises the revision if the writer's is still in force; undefined when somebody saved in between. */
export async function raiseRevision(tx: Tx, e: Enrolment, write: ResponseWrite): Promise<number | undefined> {
  const submitted = write.submissionKey !== undefined;
  const [row] = await tx
    .insert(responses)
    .values({
      orgId: e.orgId,
      cycleId: e.cycleId,
      duoId: e.duoId,
      authorId: e.personId,
      side: write.side,
      state: submitted ? "submitted" : "draft",
      revision: write.revision + 1,
      instrumentVersion: write.instrumentVersion,
      promiseVersion: write.promiseVersion,
      promiseAcceptedAt: sql`app_now()`,
      submittedAt: submitted ? sql`app_now()` : null,
      submissionKey: write.submissionKey ?? null,
      updatedAt: sql`app_now()`,
    })
    .onConflictDoUpdate({
      target: [responses.orgId, responses.cycleId, responses.duoId, responses.authorId],
      set: {
        revision: sql`${responses.revision} + 1`,
        updatedAt: sql`app_now()`,
        ...(submitted && {
          state: "submitted",
          submittedAt: sql`app_now()`,
          submissionKey: write.submissionKey,
        }),
      },
      setWhere: eq(responses.revision, write.revision),
    })
    .returning({ revision: responses.revision });
  return row?.revision;
}

/** Writes one row per confidentiality class, all in one statement. */
export async function writeParts(
  tx: Tx,
  e: Enrolment,
  stage: "draft" | "final",
  parts: Record<AnswerClass, Answers>,
): Promise<void> {
  const rows = Object.entries(parts).map(([partClass, answers]) => ({
    orgId: e.orgId,
    cycleId: e.cycleId,
    duoId: e.duoId,
    authorId: e.personId,
    class: partClass as AnswerClass,
    stage,
    answers,
  }));
  await tx
    .insert(responseParts)
    .values(rows)
    .onConflictDoUpdate({
      target: [
        responseParts.orgId,
        responseParts.cycleId,
        responseParts.duoId,
        responseParts.authorId,
        responseParts.class,
        responseParts.stage,
      ],
      set: { answers: sql`excluded.answers` },
    });
}

export async function removeDraft(tx: Tx, e: Enrolment): Promise<void> {
  await tx.delete(responseParts).where(and(ofParts(e), eq(responseParts.stage, "draft")));
}

/** Makes the viewer's side final; a second time changes nothing. */
export async function markFinal(tx: Tx, e: Enrolment): Promise<void> {
  await tx
    .update(duoCycleSides)
    .set({ finalAt: sql`app_now()` })
    .where(and(ofSides(e), eq(duoCycleSides.personId, e.personId), isNull(duoCycleSides.finalAt)));
}
