import type { SurveyWords } from "@/lib/i18n/en/survey";
import { fill } from "@/lib/i18n/fill";
import { isVisible } from "../domain/characters";
import { type Answer, asAllocation, asChoices, asOwnership, CANT_SAY } from "./answers";
import type { Question } from "./question";

/** The areas of ownership are worded as parts of a sentence. */
const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** An answer in the words the person chose it by; undefined for no answer, and for a text of which nothing can be seen. */
export function answerText(
  question: Question,
  answer: Answer | undefined,
  words: SurveyWords,
): string | undefined {
  if (answer === undefined) return undefined;
  if (question.kind === "text") return isVisible(String(answer)) ? String(answer) : undefined;
  if (answer === CANT_SAY) return words.cantSay;
  const label = (value: number | string) =>
    question.options.find((option) => option.value === value)?.label ?? "";
  switch (question.kind) {
    case "allocation": {
      const given = Object.entries(asAllocation(answer) ?? {}).filter(([, points]) => points > 0);
      return given.map(([code, points]) => `${label(code)} ${points}`).join(" · ");
    }
    case "ownership": {
      const owners = asOwnership(answer) ?? {};
      const rows = question.rows?.filter((row) => owners[row.code]) ?? [];
      return rows.map((row) => `${capitalized(row.label)}: ${label(owners[row.code]!)}`).join(" · ");
    }
    case "choice": {
      const [first = "", second] = asChoices(answer).map(label);
      return second === undefined ? first : fill(words.choice.joined, { first, second });
    }
    case "scale":
      return label(answer as number);
  }
}
