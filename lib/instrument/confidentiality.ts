import type { Answer, Answers } from "./answers";
import { type Item, instrument, itemByCode } from "./instrument";

/** The classes an answer is stored under: shared with the partner, aggregate only, private, and the trust answer,
 * which is aggregate only until both partners agree to show each other theirs. */
export const answerClasses = ["S", "A", "P", "trust"] as const;
export type AnswerClass = (typeof answerClasses)[number];

/** The one item that a double opt-in may release to the partner. */
export const TRUST_ITEM = "TR1";

const classes = { shared_with_partner: "S", aggregate_only: "A", private: "P" } as const;

/** The class an item's answers are stored under. */
export function answerClass(item: Item): AnswerClass {
  return item.code === TRUST_ITEM ? "trust" : classes[item.confidentiality];
}

/** The items of one class, in the instrument's order. */
export function itemsOfClass(wanted: AnswerClass): readonly Item[] {
  return instrument.items.filter((item) => answerClass(item) === wanted);
}

/** Answers sorted into one set per confidentiality class. Throws a RangeError for an unknown item code. */
export function splitByClass(answers: Answers): Record<AnswerClass, Answers> {
  const parts: Record<AnswerClass, Record<string, Answer>> = { S: {}, A: {}, P: {}, trust: {} };
  for (const [code, answer] of Object.entries(answers)) parts[answerClass(itemByCode(code))][code] = answer;
  return parts;
}
