import { asChoices, CANT_SAY } from "@/lib/instrument/answers";
import type { FieldProps } from "./field-props";
import { RadioOptions } from "./options";

/** One choice, and where two are allowed an optional second one, in order. */
export function ChoiceField({ question, answer, onAnswer, words }: FieldProps) {
  if (question.maxChoices === 1) {
    const chosen = typeof answer === "string" ? answer : undefined;
    return <RadioOptions question={question} chosen={chosen} onChoose={onAnswer} cantSay={words.cantSay} />;
  }
  const [first, second] = asChoices(answer);
  const choose = (main: number | string) => {
    if (main === CANT_SAY) return onAnswer(CANT_SAY);
    onAnswer(second === undefined || second === main ? [String(main)] : [String(main), second]);
  };
  return (
    <>
      <RadioOptions
        question={question}
        chosen={answer === CANT_SAY ? CANT_SAY : first}
        onChoose={choose}
        cantSay={words.cantSay}
      />
      {first !== undefined && (
        <label className="mt-3 grid gap-1.5 text-small text-ink-2">
          {words.choice.second}
          <select
            value={second ?? ""}
            onChange={(event) => onAnswer(event.target.value ? [first, event.target.value] : [first])}
            className="min-h-12 w-full rounded-[10px] border border-edge bg-paper px-3 text-body text-ink"
          >
            <option value="">{words.choice.noSecond}</option>
            {question.options
              .filter(({ value }) => value !== first)
              .map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
          </select>
        </label>
      )}
    </>
  );
}
