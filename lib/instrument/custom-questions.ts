import { z } from "zod";
import { isLongerThan, limitedText } from "../domain/text";
import { type Answers, CANT_SAY } from "./answers";
import type { Item } from "./instrument";

/** How a question of the organization's own is answered: one of five steps, or one of two to six options. */
export const customKinds = ["scale", "choice"] as const;
export type CustomKind = (typeof customKinds)[number];

/** Places for questions of the organization's own: at most two are in force at a time. */
export const customSlots = [1, 2] as const;
export type CustomSlot = (typeof customSlots)[number];

/** Codes under which answers to them are stored. */
const customCode = (slot: CustomSlot) => `OWN${slot}` as const;
export const customCodes: readonly string[] = customSlots.map(customCode);

/** A question of the organization's own. Its words never change; another wording is another question. */
export type CustomQuestion = {
  readonly id: string;
  readonly slot: CustomSlot;
  readonly kind: CustomKind;
  /** With {P} in place of the partner's first name. */
  readonly wording: string;
  readonly options: readonly string[];
};

const optionsOfKind = { scale: { min: 5, max: 5 }, choice: { min: 2, max: 6 } } as const;

/** A new question as an admin types it, with an option a line. */
export const customQuestionInput = z
  .object({
    kind: z.enum(customKinds),
    wording: limitedText(200, "too-long").min(10, "too-short"),
    options: limitedText(600, "long-option").transform((text) =>
      text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== ""),
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

/** A question of the organization's own as an item: optional, shared between the partners, and in no score. */
export function customItem({ slot, kind, wording, options }: CustomQuestion): Item {
  return {
    code: customCode(slot),
    type: kind === "scale" ? "scale5" : "choice",
    wording: { ic: wording, manager: wording },
    options,
    // A choice is stored by its letter, a step of a scale by its number.
    ...(kind === "choice" && { option_codes: options.map((_, place) => "abcdef"[place]!) }),
    direction: "profile",
    dimension: null,
    in_person_score: false,
    required: false,
    confidentiality: "shared_with_partner",
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

/** The questions that both answered, each in the words it was asked with. */
export function compareCustomAnswers(
  questions: readonly CustomQuestion[],
  { mine, theirs }: Readonly<Record<"mine" | "theirs", Answers>>,
): readonly ComparedCustomQuestion[] {
  return questions.flatMap((question) => {
    const [my, their] = [mine, theirs].map((answers) => optionAnswered(question, answers));
    if (my === undefined || their === undefined) return [];
    return [{ slot: question.slot, wording: question.wording, mine: my, theirs: their }];
  });
}

function optionAnswered({ slot, options }: CustomQuestion, answers: Answers): string | undefined {
  const answer = answers[customCode(slot)];
  if (answer === undefined || answer === CANT_SAY) return undefined;
  return options[typeof answer === "number" ? answer - 1 : "abcdef".indexOf(String(answer))];
}
