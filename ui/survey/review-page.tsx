import { type ReactNode, type Ref, useState } from "react";
import type { SurveyWords } from "@/lib/i18n/en/survey";
import { fill } from "@/lib/i18n/fill";
import { answerText } from "@/lib/instrument/answer-text";
import type { Answer, Answers } from "@/lib/instrument/answers";
import { answerProblems } from "@/lib/instrument/check";
import type { MessageCode, Messages } from "@/lib/instrument/messages";
import type { Question } from "@/lib/instrument/question";
import { Button } from "../button";

type Props = {
  questions: readonly Question[];
  answers: Answers;
  partnerName: string;
  /** Why the server refused answers, by item. */
  refused: Messages;
  submitting: boolean;
  /** A version is already in force, so this one replaces it. */
  resubmitting: boolean;
  /** Absent once nothing can be changed any more. */
  onSubmit?: () => void;
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
    else onSubmit?.();
  };
  const send = resubmitting ? words.review.submitAgain : words.review.submit;
  return (
    <section>
      <h1 ref={headingRef} tabIndex={-1} className="text-display outline-none">
        {words.review.title}
      </h1>
      {onSubmit && (
        <p className="mt-2 text-ink-2">
          {resubmitting ? words.resubmitting : fill(words.review.lede, { P: partnerName })}
        </p>
      )}
      <ol className="mt-4">
        {questions.map((question) => (
          <ReviewedAnswer
            key={question.code}
            question={question}
            answer={answers[question.code]}
            problem={problems[question.code]}
            changeable={onSubmit !== undefined}
            partnerName={partnerName}
            words={words}
          />
        ))}
      </ol>
      <p role="alert" className="font-medium text-diverging">
        {Object.keys(problems).length > 0 && words.review.problems}
      </p>
      {children}
      {onSubmit && (
        <Button className="mt-4 w-full" onClick={submit} disabled={submitting}>
          {submitting ? words.review.submitting : send}
        </Button>
      )}
    </section>
  );
}

type AnswerProps = {
  question: Question;
  answer: Answer | undefined;
  problem: MessageCode | undefined;
  changeable: boolean;
  partnerName: string;
  words: SurveyWords;
};

function ReviewedAnswer({ question, answer, problem, changeable, partnerName, words }: AnswerProps) {
  const said = answerText(question, answer, words);
  const written = question.kind === "text" && said !== undefined;
  const readers = question.audience === "comment" ? words.text.preview.comment : words.text.preview.note;
  return (
    <li className="flex gap-4 border-line border-t py-3">
      <div className="min-w-0 flex-1">
        <p className="text-small text-ink-3">{question.text}</p>
        <p
          dir={written ? "auto" : undefined}
          className={`mt-0.5 ${written ? "whitespace-pre-wrap border-accent border-s-4 ps-3" : "font-medium"}`}
        >
          {said ?? <span className="font-normal text-ink-3">{words.review.unanswered}</span>}
        </p>
        {written && <p className="mt-1 text-ink-2 text-small">{fill(readers, { P: partnerName })}</p>}
        {problem && <p className="text-small font-medium text-diverging">{words.problem[problem]}</p>}
      </div>
      {changeable && (
        <a
          href={`#${question.code}`}
          className="-my-2 grid min-h-11 min-w-11 shrink-0 place-items-center self-start text-small font-medium text-accent hover:underline print:hidden"
        >
          <span>
            {words.review.edit}
            <span className="sr-only">: {question.text}</span>
          </span>
        </a>
      )}
    </li>
  );
}
