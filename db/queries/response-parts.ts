import { and, eq, inArray, sql } from "drizzle-orm";
import type { Answers, Side } from "@/lib/instrument/answers";
import type { PartClass } from "@/lib/instrument/confidentiality";
import type { Remains } from "@/lib/instrument/outcomes";
import type { Tx } from "../client";
import { dataKeyOf } from "../encryption/data-key";
import { openPart, sealParts } from "../encryption/sealed-rows";
import { responseParts } from "../schema";
import { isThere } from "./by-key";
import { resultOf } from "./call";
import type { Enrolment } from "./responses";

// Everything that the app reads and writes of stored answers. The publisher's way is `readFinalParts`.

const ofParts = (e: Enrolment) =>
  and(
    eq(responseParts.orgId, e.orgId),
    eq(responseParts.cycleId, e.cycleId),
    eq(responseParts.duoId, e.duoId),
    eq(responseParts.authorId, e.personId),
  );

/** Reads the viewer's own answers, and opens those of a stage when asked to: null where there are none. */
async function readOwn(tx: Tx, e: Enrolment) {
  const rows = await tx.select().from(responseParts).where(ofParts(e));
  const key = await dataKeyOf(tx, e.orgId);
  return (stage: "draft" | "final"): Answers | null => {
    const parts = rows.filter((row) => row.stage === stage);
    return parts.length > 0
      ? Object.assign({}, ...parts.map((row) => openPart(key, row, row.answers)))
      : null;
  };
}

/** The viewer's own answers as they stand: the draft where one is in progress, else what was submitted. */
export async function loadOwnAnswers(tx: Tx, e: Enrolment): Promise<Answers> {
  const own = await readOwn(tx, e);
  return own("draft") ?? own("final") ?? {};
}

/** What there is of the viewer's answers in a survey that takes no more. */
export async function loadRemains(tx: Tx, e: Enrolment): Promise<Remains> {
  const own = await readOwn(tx, e);
  const shown = isThere(sql`revealed_duos() r where r.cycle_id = ${e.cycleId} and r.duo_id = ${e.duoId}`);
  const { rows } = await tx.execute<{ shown: boolean }>(sql`select ${shown} as shown`);
  return { inForce: own("final"), draft: own("draft"), shown: rows[0]?.shown ?? false };
}

/** Classes of which a partner reads something once both are final: shared answers and comments of both, trust as far as both
 * agreed to show it, and of their own also what they privately expected, what counts in aggregates only, and their note. */
const comparable = ["S", "comment", "trust", "P", "A", "note"] as const satisfies readonly PartClass[];

/**
 * What the viewer may compare in a duo, over all cycles: final parts of the two partners as far as the policies give them.
 * `open` gives the answers, or throws `SealBroken`.
 */
export async function listComparableParts(tx: Tx, { orgId, duoId }: Pick<Enrolment, "orgId" | "duoId">) {
  const rows = await tx
    .select()
    .from(responseParts)
    .where(
      and(
        eq(responseParts.orgId, orgId),
        eq(responseParts.duoId, duoId),
        inArray(responseParts.class, comparable),
        eq(responseParts.stage, "final"),
      ),
    );
  const key = await dataKeyOf(tx, orgId);
  return rows.map((row) => ({
    cycleId: row.cycleId,
    authorId: row.authorId,
    class: row.class,
    open: () => openPart(key, row, row.answers),
  }));
}

/** Answers to be stored. */
type AnswersWrite = {
  side: Side;
  /** The revision the writer knows; it must still be in force. */
  revision: number;
  promiseVersion: string;
  instrumentVersion: string;
  /** The request's own key. */
  key: string;
  /** Whether it is a submission, which is final. */
  submits: boolean;
  parts: Record<PartClass, Answers>;
};

/**
 * Stores a draft or a submission with one statement: one row per confidentiality class, also for a class without an answer,
 * so that no row tells whether somebody wrote a comment. Gives the new revision; null when another tab or device saved
 * in between, and nothing is written.
 */
export async function writeAnswers(tx: Tx, e: Enrolment, write: AnswersWrite): Promise<number | null> {
  const { cycleId, duoId, personId: authorId } = e;
  const place = { cycleId, duoId, authorId, stage: write.submits ? "final" : "draft" } as const;
  const open = Object.entries(write.parts).map(([partClass, answers]) => ({
    ...place,
    class: partClass as PartClass,
    answers,
  }));
  const sealed = sealParts(await dataKeyOf(tx, e.orgId), open);
  const classes = sql.param(sealed.map((part) => part.class));
  const values = sql.param(sealed.map(({ answers }) => answers));
  return resultOf<number | null>(
    tx,
    sql`write_answers(${cycleId}, ${duoId}, ${write.side}, ${write.revision}, ${write.promiseVersion}, ${write.instrumentVersion}, ${write.key}, ${write.submits}, ${classes}, ${values})`,
  );
}
