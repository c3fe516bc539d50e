import type { ReactNode } from "react";
import type { SurveyWords } from "@/lib/i18n/en/survey";
import { fill } from "@/lib/i18n/fill";
import { answerText } from "@/lib/instrument/answer-text";
import type { Answer } from "@/lib/instrument/answers";
import type { Question } from "@/lib/instrument/question";

type Props = {
  question: Question;
  answer: Answer | undefined;
  words: SurveyWords;
  /** Who reads a comment to the partner; the note beside it is always its author's alone. */
  readers?: { readonly comment: string; readonly partnerName: string };
  /** What to do about it, beside it. */
  action?: ReactNode;
  /** What there is to say about it, below it. */
  children?: ReactNode;
};

/** A question with what was answered, in a list. */
export function ReviewedAnswer({ question, answer, words, readers, action, children }: Props) {
  return (
    <li className="flex gap-4 border-line border-t py-3">
      <div className="min-w-0 flex-1">
        <p className="text-small text-ink-3">{question.text}</p>
        <AnswerAsGiven question={question} answer={answer} words={words} readers={readers} />
        {children}
      </div>
      {action}
    </li>
  );
}

type GivenProps = Pick<Props, "question" | "answer" | "words" | "readers">;

/** An answer in words: a text as it was written, and who reads it. */
export function AnswerAsGiven({ question, answer, words, readers }: GivenProps) {
  const said = answerText(question, answer, words);
  const written = question.kind === "text" && said !== undefined;
  const reader = question.audience === "comment" ? readers?.comment : words.text.preview.note;
  return (
    <>
      <p
        dir={written ? "auto" : undefined}
        className={`mt-0.5 ${written ? "whitespace-pre-wrap border-accent border-s-4 ps-3" : "font-medium"}`}
      >
        {said ?? <span className="font-normal text-ink-3">{words.review.unanswered}</span>}
      </p>
      {written && readers && (
        <p className="mt-1 text-ink-2 text-small">{fill(reader ?? "", { P: readers.partnerName })}</p>
      )}
    </>
  );
}
