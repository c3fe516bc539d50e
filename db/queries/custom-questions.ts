import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type pg from "pg";
import { type CustomQuestion, isAskable } from "@/lib/instrument/custom-questions";
import type { Tx } from "../client";
import { customQuestions, cycleQuestions } from "../schema";
import { insertRows } from "./insert-rows";

const { id, slot, kind, answerClass, wording, options } = customQuestions;
const words = { id, slot, kind, answerClass, wording, options };

/** Every question of the organization's own, those in force first, with the last cycle that asked it. */
export async function listCustomQuestions(tx: Tx, orgId: string) {
  return tx
    .select({
      ...words,
      retiredAt: customQuestions.retiredAt,
      lastAsked: sql<
        number | null
      >`(select max(c.number) from cycle_questions q join cycles c on c.org_id = q.org_id and c.id = q.cycle_id where q.org_id = custom_questions.org_id and q.question_id = custom_questions.id)`,
    })
    .from(customQuestions)
    .where(eq(customQuestions.orgId, orgId))
    .orderBy(desc(isNull(customQuestions.retiredAt)), asc(slot), desc(customQuestions.createdAt));
}

/** The questions of the organization's own that a cycle asks, in their order. */
export async function listCycleQuestions(
  tx: Tx,
  { orgId, cycleId }: { orgId: string; cycleId: string },
): Promise<CustomQuestion[]> {
  const asked: CustomQuestion[] = await tx
    .select(words)
    .from(cycleQuestions)
    .innerJoin(
      customQuestions,
      and(eq(customQuestions.orgId, cycleQuestions.orgId), eq(customQuestions.id, cycleQuestions.questionId)),
    )
    .where(and(eq(cycleQuestions.orgId, orgId), eq(cycleQuestions.cycleId, cycleId)))
    .orderBy(asc(slot));
  return asked.filter(isAskable);
}

/** Adds a question; a place that is taken is refused by the table. */
export async function insertCustomQuestion(
  client: pg.PoolClient,
  orgId: string,
  question: Omit<CustomQuestion, "options"> & { options: string[] },
): Promise<void> {
  await insertRows(client, customQuestions, [{ orgId, ...question }]);
}

/** Whether a question in force was retired. */
export async function retireCustomQuestion(tx: Tx, orgId: string, questionId: string): Promise<boolean> {
  const retired = await tx
    .update(customQuestions)
    .set({ retiredAt: sql`app_now()` })
    .where(and(eq(customQuestions.orgId, orgId), eq(id, questionId), isNull(customQuestions.retiredAt)))
    .returning({ id });
  return retired.length > 0;
}
