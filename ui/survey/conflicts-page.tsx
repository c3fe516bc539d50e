import type { Ref } from "react";
import type { SurveyWords } from "@/lib/i18n/en/survey";
import { answerText } from "@/lib/instrument/answer-text";
import type { Answer, Answers } from "@/lib/instrument/answers";
import type { Question } from "@/lib/instrument/question";
import { Button } from "../button";
import type { Conflicts } from "./kept-answers";

type Props = {
  questions: readonly Question[];
  conflicts: Conflicts;
  /** What the server holds of these questions. */
  stored: Answers;
  onChoose: (item: string, answer: Answer | undefined) => void;
  words: SurveyWords;
  headingRef: Ref<HTMLHeadingElement>;
};

/** Every answer of each question that was changed here and somewhere else: the person chooses which one stays. */
export function ConflictsPage({ questions, conflicts, stored, onChoose, words, headingRef }: Props) {
  const text = words.conflicts;
  return (
    <section>
      <h1 ref={headingRef} tabIndex={-1} className="text-display outline-none">
        {text.title}
      </h1>
      <p className="mt-2 text-ink-2">{text.lede}</p>
      <ul className="mt-4">
        {questions
          .filter(({ code }) => code in conflicts)
          .map((question) => (
            <li key={question.code} className="border-line border-t py-4">
              <fieldset>
                <legend className="font-medium">{question.text}</legend>
                <div className="mt-3 grid gap-3 sm:grid-cols-2">
                  {choicesOf(question.code).map(({ title, answer }) => (
                    <Choice
                      key={`${title} ${JSON.stringify(answer)}`}
                      title={title}
                      question={question}
                      answer={answer}
                      onChoose={() => onChoose(question.code, answer)}
                      words={words}
                    />
                  ))}
                </div>
              </fieldset>
            </li>
          ))}
      </ul>
    </section>
  );

  function choicesOf(item: string) {
    const here = conflicts[item]!.map((answer) => ({ title: text.here, answer }));
    return [...here, { title: text.there, answer: stored[item] }];
  }
}

type ChoiceProps = {
  title: string;
  question: Question;
  answer: Answer | undefined;
  onChoose: () => void;
  words: SurveyWords;
};

function Choice({ title, question, answer, onChoose, words }: ChoiceProps) {
  return (
    <Button kind="secondary" onClick={onChoose} className="h-auto w-full justify-start py-3 text-left">
      <span className="min-w-0">
        <span className="block text-small font-normal text-ink-3">{title}</span>
        <span className="block">{answerText(question, answer, words) ?? words.conflicts.unanswered}</span>
      </span>
    </Button>
  );
}
