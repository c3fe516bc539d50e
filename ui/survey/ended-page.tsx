import type { Ref } from "react";
import type { SurveyWords } from "@/lib/i18n/en/survey";
import type { Ended } from "@/lib/instrument/outcomes";
import { askedQuestions } from "@/lib/instrument/progress";
import type { Question } from "@/lib/instrument/question";
import { buttonClass } from "../button";
import { Section } from "../section";
import { ReviewedAnswer } from "./reviewed-answer";
import { type Saving, unconfirmed } from "./saving";
import { unsentOf } from "./unsent";
import { UnsentList } from "./unsent-list";

type Props = {
  questions: readonly Question[];
  saving: Saving;
  partnerName: string;
  links: { readonly home: string; readonly reveal: string };
  words: SurveyWords;
  headingRef: Ref<HTMLHeadingElement>;
};

/** A survey that ended while it was open here: what was not sent of the answers on this page, and those in force. */
export function EndedPage({ questions, saving, partnerName, links, words, headingRef }: Props) {
  const { ended } = saving;
  const kept = unconfirmed(saving);
  const unsent = unsentOf(ended ?? { inForce: null, draft: saving.answers }, kept ? [kept] : []);
  return (
    <section>
      <h1 ref={headingRef} tabIndex={-1} className="text-display outline-none">
        {words.review.title}
      </h1>
      <UnsentList
        questions={questions}
        unsent={unsent}
        inForce={ended?.inForce ?? null}
        text={ended ? words.ended.unsent : words.ended.onPage}
        words={words}
      />
      {ended && ended.kind !== "withdrawn" && (
        <InForce questions={questions} ended={ended} partnerName={partnerName} words={words} />
      )}
      <div className="mt-6 flex flex-wrap gap-3">
        {ended?.shown && (
          <a href={links.reveal} className={buttonClass()}>
            {words.done.toReveal}
          </a>
        )}
        <a href={links.home} className={buttonClass({ kind: ended?.shown ? "secondary" : "primary" })}>
          {words.done.home}
        </a>
      </div>
    </section>
  );
}

type InForceProps = Pick<Props, "questions" | "partnerName" | "words"> & { ended: Ended };

/** The version that was submitted, with who reads what was written in it. */
function InForce({ questions, ended: { kind, inForce, shown }, partnerName, words }: InForceProps) {
  if (!inForce) return <p className="mt-6">{words.ended.nothing}</p>;
  const { preview } = words.text;
  const { title, counts } = words.ended.inForce;
  return (
    <Section title={title} note={kind !== "left" && counts} className="mt-6">
      <ol>
        {askedQuestions(questions, inForce).map((question) => (
          <ReviewedAnswer
            key={question.code}
            question={question}
            answer={inForce[question.code]}
            words={words}
            readers={{ comment: shown ? preview.shown : preview.note, partnerName }}
          />
        ))}
      </ol>
    </Section>
  );
}
