import { type ReactNode, type Ref, useState } from "react";
import type { SurveyWords } from "@/lib/i18n/en/survey";
import { fill } from "@/lib/i18n/fill";
import type { Answers } from "@/lib/instrument/answers";
import { answerProblems } from "@/lib/instrument/check";
import type { MessageCode, Messages } from "@/lib/instrument/messages";
import type { Question } from "@/lib/instrument/question";
import { Button } from "../button";
import { ReviewedAnswer } from "./reviewed-answer";

type Props = {
  questions: readonly Question[];
  answers: Answers;
  partnerName: string;
  /** Why the server refused answers, by item. */
  refused: Messages;
  submitting: boolean;
  /** A version is already in force, so this one replaces it. */
  resubmitting: boolean;
  onSubmit: () => void;
  words: SurveyWords;
  headingRef: Ref<HTMLHeadingElement>;
  /** Shown above the button that submits, where the person is at the end of the list. */
  children?: ReactNode;
};

/** Every answer with a way back to its question, and the submission. */
export function ReviewPage({
  questions,
  answers,
  partnerName,
  refused,
  submitting,
  resubmitting,
  onSubmit,
  words,
  headingRef,
  children,
}: Props) {
  const [tried, setTried] = useState(false);
  const open = answerProblems(questions, answers);
  const problems: Messages = { ...(tried ? open : {}), ...refused };
  const submit = () => {
    if (Object.keys(open).length > 0) setTried(true);
    else onSubmit();
  };
  const send = resubmitting ? words.review.submitAgain : words.review.submit;
  return (
    <section>
      <h1 ref={headingRef} tabIndex={-1} className="text-display outline-none">
        {words.review.title}
      </h1>
      <p className="mt-2 text-ink-2">
        {resubmitting ? words.resubmitting : fill(words.review.lede, { P: partnerName })}
      </p>
      <ol className="mt-4">
        {questions.map((question) => (
          <ReviewedAnswer
            key={question.code}
            question={question}
            answer={answers[question.code]}
            words={words}
            readers={{ comment: words.text.preview.comment, partnerName }}
            action={<Change question={question} words={words} />}
          >
            <Problem code={problems[question.code]} words={words} />
          </ReviewedAnswer>
        ))}
      </ol>
      <p role="alert" className="font-medium text-diverging">
        {Object.keys(problems).length > 0 && words.review.problems}
      </p>
      {children}
      <Button className="mt-4 w-full" onClick={submit} disabled={submitting}>
        {submitting ? words.review.submitting : send}
      </Button>
    </section>
  );
}

function Change({ question, words }: { question: Question; words: SurveyWords }) {
  return (
    <a
      href={`#${question.code}`}
      className="-my-2 grid min-h-11 min-w-11 shrink-0 place-items-center self-start text-small font-medium text-accent hover:underline print:hidden"
    >
      <span>
        {words.review.edit}
        <span className="sr-only">: {question.text}</span>
      </span>
    </a>
  );
}

function Problem({ code, words }: { code: MessageCode | undefined; words: SurveyWords }) {
  return code && <p className="text-small font-medium text-diverging">{words.problem[code]}</p>;
}
