import type { SurveyWords } from "@/lib/i18n/en/survey";
import { fill } from "@/lib/i18n/fill";
import { answerText } from "@/lib/instrument/answer-text";
import type { Answers } from "@/lib/instrument/answers";
import type { Question } from "@/lib/instrument/question";
import { Section } from "../section";
import type { Conflicts } from "./kept-answers";
import { AnswerAsGiven } from "./reviewed-answer";

type Props = {
  questions: readonly Question[];
  unsent: Conflicts;
  /** The submitted version, beside which these are; null where there is none, or nobody knows. */
  inForce: Answers | null;
  /** What these answers are. */
  text: { readonly title: string; readonly lede: string };
  words: SurveyWords;
};

/** What somebody answered and did not submit before a survey ended, for them to copy; nothing where there is none. */
export function UnsentList({ questions, unsent, inForce, text, words }: Props) {
  const left = questions.filter(({ code }) => code in unsent);
  if (left.length === 0) return null;
  return (
    <Section title={text.title} note={text.lede} className="mt-6">
      <ol>
        {left.map((question) => (
          <li key={question.code} className="border-line border-t py-3">
            <p className="text-small text-ink-3">{question.text}</p>
            {unsent[question.code]!.map((answer) => (
              <AnswerAsGiven key={JSON.stringify(answer)} question={question} answer={answer} words={words} />
            ))}
            {inForce && <p className="mt-1 text-ink-2 text-small">{inForceBeside(question)}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );

  function inForceBeside(question: Question): string {
    const answer = answerText(question, inForce?.[question.code], words);
    return fill(words.ended.submitted, { answer: answer ?? words.conflicts.unanswered });
  }
}
