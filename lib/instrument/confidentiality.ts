import type { Answer, Answers } from "./answers";
import { commentClasses, commentClassOf } from "./comments";
import { isRatingCode } from "./commitment-ratings";
import { customClassOf } from "./custom-questions";
import { type Item, instrument, itemByCode } from "./instrument";

/** Confidentiality classes of stored answers (docs/measurement.md 1, "Class"): S is shared with the partner, A counts in
 * aggregates only, P is private, and trust is aggregate only until both partners agree to show each other theirs. */
export const answerClasses = ["S", "A", "P", "trust"] as const;
export type AnswerClass = (typeof answerClasses)[number];

/** Classes of everything that a person stores in a survey: their answers, their comment and their note. */
export const partClasses = [...answerClasses, ...commentClasses] as const;
export type PartClass = (typeof partClasses)[number];

/** Code of the item whose answers partners see when both agree to it. */
const TRUST_ITEM = "TR1";

const classes = { shared_with_partner: "S", aggregate_only: "A", private: "P" } as const;

/** The confidentiality class of an item's answers. */
export function answerClass(item: Item): AnswerClass {
  return item.code === TRUST_ITEM ? "trust" : classes[item.confidentiality];
}

/** Who reads an answer, as a question says it: the class, and `units` for an organization's own question of class A. */
export type Audience = PartClass | "units";

/** Who reads the answers to an item. */
export function audienceOf(item: Item): Audience {
  return customClassOf(item.code) === "aggregate" ? "units" : answerClass(item);
}

/** The items of one class, in the instrument's order. */
export function itemsOfClass(wanted: AnswerClass, from = instrument): readonly Item[] {
  return from.items.filter((item) => answerClass(item) === wanted);
}

/** The class of a stored answer, also of codes that are no items: ratings, own questions, comments and notes. */
function classOf(code: string): PartClass {
  if (isRatingCode(code)) return "S";
  const own = customClassOf(code);
  if (own) return own === "shared" ? "S" : "A";
  return commentClassOf(code) ?? answerClass(itemByCode(code));
}

/**
 * Answers as one set for each confidentiality class.
 * @throws RangeError for an item code that the instrument does not have
 */
export function splitByClass(answers: Answers): Record<PartClass, Answers> {
  const parts: Record<PartClass, Record<string, Answer>> = {
    S: {},
    A: {},
    P: {},
    trust: {},
    comment: {},
    note: {},
  };
  for (const [code, answer] of Object.entries(answers)) parts[classOf(code)][code] = answer;
  return parts;
}
