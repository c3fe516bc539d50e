import type { program as englishText } from "@/lib/i18n/en/program";
import { RadioCards } from "./radio-cards";

export type QuestionsChoice = { version: string; label: string };

type Props = {
  questions: readonly QuestionsChoice[];
  /** A version. */
  chosen: string;
  text: (typeof englishText)["open"];
};

/** Which version of the questions the next cycle asks. */
export function QuestionsField({ questions, chosen, text }: Props) {
  return (
    <RadioCards
      name="questions"
      legend={text.questions}
      hint={text.questionsHint}
      chosen={chosen}
      options={questions.map(({ version, label }) => ({ value: version, label }))}
    />
  );
}
