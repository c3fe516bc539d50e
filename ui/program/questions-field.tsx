import type { program as englishText } from "@/lib/i18n/en/program";

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
    <fieldset className="flex flex-col gap-3">
      <legend className="font-medium">{text.questions}</legend>
      <p className="text-small text-ink-3">{text.questionsHint}</p>
      {questions.map(({ version, label }) => (
        <label key={version} className="flex items-start gap-3 rounded-lg border border-line p-4">
          <input
            type="radio"
            name="questions"
            value={version}
            defaultChecked={chosen === version}
            className="mt-0.5 size-5 shrink-0 accent-accent"
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
