import { randomUUID } from "node:crypto";
import { codesOf } from "@/db/fault";
import {
  insertCustomQuestion,
  listCustomQuestions,
  retireCustomQuestion as retire,
} from "@/db/queries/custom-questions";
import type { CustomQuestionsPage } from "@/lib/domain/custom-questions";
import type { Viewer } from "@/lib/domain/permissions";
import {
  customQuestionInput,
  customSlots,
  retireCustomQuestionInput,
} from "@/lib/instrument/custom-questions";
import { asAdmin, readAsAdmin } from "./as-admin";
import { DomainError } from "./errors";
import { parse } from "./http/parse";

/** The organization's own questions: those that the next cycle asks, and earlier ones. */
export function loadCustomQuestions(viewer: Viewer): Promise<CustomQuestionsPage> {
  return readAsAdmin(viewer, async (tx) => {
    const lines = (await listCustomQuestions(tx, viewer.orgId)).map(({ retiredAt, ...question }) => ({
      ...question,
      retired: retiredAt !== null,
    }));
    return {
      inForce: lines.filter(({ retired }) => !retired),
      past: lines.filter(({ retired }) => retired),
    };
  });
}

/**
 * Adds a question, which the next cycle that opens asks. Refuses with "conflict" while both places are taken. Sent again by
 * the same form it is there already.
 */
export function addCustomQuestion(viewer: Viewer, input: unknown): Promise<{ questionId: string }> {
  const { newId: questionId = randomUUID(), ...typed } = parse(customQuestionInput, input);
  return asAdmin(viewer, async (tx, client) => {
    const lines = await listCustomQuestions(tx, viewer.orgId);
    if (lines.some(({ id }) => id === questionId)) return { questionId };
    const taken = lines.filter(({ retiredAt }) => retiredAt === null).map(({ slot }) => slot);
    const slot = customSlots.find((one) => !taken.includes(one));
    if (slot === undefined) throw new DomainError("conflict");
    await insertCustomQuestion(client, viewer.orgId, { id: questionId, slot, ...typed });
    return { questionId };
  }).catch((error) => {
    const { constraint } = codesOf(error);
    // The same form, sent twice at the same moment.
    if (constraint === "custom_questions_org_id_id_pk") return { questionId };
    // Two admins at the same moment, of whom the database lets one through.
    throw constraint === "custom_questions_in_force" ? new DomainError("conflict") : error;
  });
}

/** Retires a question: no later cycle asks it, and cycles that asked it keep its answers and its words. */
export function retireCustomQuestion(viewer: Viewer, input: unknown): Promise<void> {
  const { questionId } = parse(retireCustomQuestionInput, input);
  return asAdmin(viewer, async (tx) => {
    if (!(await retire(tx, viewer.orgId, questionId))) throw new DomainError("not-found");
  });
}
