import { asChoices, CANT_SAY } from "@/lib/instrument/answers";
import type { FieldProps } from "./field-props";
import { RadioOptions } from "./options";
import type { Later } from "./use-later";

type Props = FieldProps & { later: Later | undefined };

/** One choice, and where two are allowed an optional second one, in order. */
export function ChoiceField({ question, answer, onAnswer, words, later }: Props) {
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
      {later && first !== undefined && (
        <later.SecondChoice
          question={question}
          first={first}
          second={second}
          onAnswer={onAnswer}
          words={words}
        />
      )}
    </>
  );
}
