import { z } from "zod";
import { inOneLine, isLongerThan, isOneLine, isVisible } from "../domain/characters";
import { limitedText } from "../domain/text";
import { type Answers, CANT_SAY } from "./answers";
import type { Item } from "./instrument";

/** How a question of the organization's own is answered: one of five steps, or one of two to six options. */
export const customKinds = ["scale", "choice"] as const;
export type CustomKind = (typeof customKinds)[number];

/**
 * Who reads the answers. `shared`: the two partners, side by side. `aggregate`: nobody but the author; leaders read
 * rounded figures of units.
 */
export const customClasses = ["shared", "aggregate"] as const;
export type CustomClass = (typeof customClasses)[number];

/** Places for questions of the organization's own: at most two are in force at a time. */
export const customSlots = [1, 2] as const;
export type CustomSlot = (typeof customSlots)[number];

/** The code under which answers are stored. It says the class, so no look-up can take an answer for one of another class. */
function customCode({ slot, answerClass }: Pick<CustomQuestion, "slot" | "answerClass">): string {
  return answerClass === "shared" ? `OWN${slot}` : `OWN${slot}A`;
}

const classOfCode: ReadonlyMap<string, CustomClass> = new Map(
  customSlots.flatMap((slot) =>
    customClasses.map((answerClass) => [customCode({ slot, answerClass }), answerClass] as const),
  ),
);

/** The class that the code of an organization's own question says; undefined for every other code. */
export const customClassOf = (code: string): CustomClass | undefined => classOfCode.get(code);

/** A question of the organization's own. Its words and its class never change; another wording is another question. */
export type CustomQuestion = {
  readonly id: string;
  readonly slot: CustomSlot;
  readonly kind: CustomKind;
  readonly answerClass: CustomClass;
  /** With {P} in place of the partner's first name. */
  readonly wording: string;
  readonly options: readonly string[];
};

/** Letters by which the options of a choice are stored, in their order. */
export const optionLetters = "abcdef";

const optionsOfKind = { scale: { min: 5, max: 5 }, choice: { min: 2, max: 6 } } as const;

/** A new question as an admin types it, with an option a line; `newId` is of its form. */
export const customQuestionInput = z
  .object({
    newId: z.uuid().optional(),
    kind: z.enum(customKinds),
    answerClass: z.enum(customClasses, "no-class"),
    wording: limitedText(200, "too-long").overwrite(inOneLine).min(10, "too-short"),
    options: limitedText(600, "long-option").transform((text) =>
      text
        .split(/[\n\r\u2028\u2029]/)
        .map(inOneLine)
        .filter(isVisible),
    ),
  })
  .superRefine(({ kind, options }, context) => {
    const { min, max } = optionsOfKind[kind];
    const refuse = (message: string) => context.addIssue({ code: "custom", path: ["options"], message });
    // A text that is too long is refused already, and not taken apart.
    if (!Array.isArray(options)) return;
    if (options.length < min || options.length > max) refuse(kind === "scale" ? "five-options" : "options");
    else if (options.some((option) => isLongerThan(option, 80))) refuse("long-option");
    else if (new Set(options).size < options.length) refuse("same-options");
  });

/** What retires a question: its id. */
export const retireCustomQuestionInput = z.object({ questionId: z.uuid() });

/**
 * Whether a stored question can be asked: the database takes no other one, and one that is there all the same stops no survey
 * and no publication.
 */
export function isAskable({ kind, wording, options }: CustomQuestion): boolean {
  const { min, max } = optionsOfKind[kind] ?? { min: 1, max: 0 };
  return [wording, ...options].every(isWord) && options.length >= min && options.length <= max;
}

const isWord = (word: unknown) => typeof word === "string" && isVisible(word) && isOneLine(word);

/** A question of the organization's own as an item: optional, and in no score. */
export function customItem(question: CustomQuestion): Item {
  const { kind, answerClass, wording, options } = question;
  return {
    code: customCode(question),
    type: kind === "scale" ? "scale5" : "choice",
    wording: { ic: wording, manager: wording },
    options,
    // A choice is stored by its letter, a step of a scale by its number.
    ...(kind === "choice" && { option_codes: options.map((_, place) => optionLetters[place]!) }),
    direction: "profile",
    dimension: null,
    in_person_score: false,
    required: false,
    confidentiality: answerClass === "shared" ? "shared_with_partner" : "aggregate_only",
    source_lines: [],
    block: "core",
    note: null,
  };
}

/** A question of the organization's own with what both partners answered, in words. */
export type ComparedCustomQuestion = {
  readonly slot: CustomSlot;
  readonly wording: string;
  readonly mine: string;
  readonly theirs: string;
};

/** The shared questions that both answered, each in the words it was asked with. */
export function compareCustomAnswers(
  questions: readonly CustomQuestion[],
  { mine, theirs }: Readonly<Record<"mine" | "theirs", Answers>>,
): readonly ComparedCustomQuestion[] {
  const shared = questions.filter(({ answerClass }) => answerClass === "shared");
  return shared.flatMap((question) => {
    const [my, their] = [mine, theirs].map((answers) => optionChosen(question, answers));
    if (my === undefined || their === undefined) return [];
    const { slot, wording, options } = question;
    return [{ slot, wording, mine: options[my]!, theirs: options[their]! }];
  });
}

/** The place of the chosen option from 0; undefined for no answer and for "can't say". */
export function optionChosen(question: CustomQuestion, answers: Answers): number | undefined {
  const answer = answers[customCode(question)];
  if (answer === undefined || answer === CANT_SAY) return undefined;
  return typeof answer === "number" ? answer - 1 : optionLetters.indexOf(String(answer));
}
