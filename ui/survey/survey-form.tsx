"use client";

import { type ReactNode, useState } from "react";
import type { SurveyWords } from "@/lib/i18n/en/survey";
import { fill } from "@/lib/i18n/fill";
import { askedQuestions, minutesLeft } from "@/lib/instrument/progress";
import type { Question } from "@/lib/instrument/question";
import { buttonClass } from "@/ui/button";
import { PromisePanel } from "./promise-panel";
import { Loading, QuestionPage } from "./question-page";
import { SavedMark, SavingNotice } from "./saved-mark";
import { useLater } from "./use-later";
import { type SavingOptions, useSaving } from "./use-saving";
import { goTo, useHeadingFocus, useView } from "./use-view";

const REVIEW = "review";

export type SurveyFormProps = SavingOptions & {
  readonly questions: readonly Question[];
  readonly partnerName: string;
  /** The text to be accepted before the first question. */
  readonly promise: ReactNode;
  /** An earlier submission is in force; this one would replace it. */
  readonly submittedBefore: boolean;
  readonly links: { readonly signIn: string; readonly home: string; readonly reveal: string };
  readonly words: SurveyWords;
};

/** The whole survey of one person in one duo: promise, one question a page, review, submission. */
export function SurveyForm(props: SurveyFormProps) {
  const { questions, partnerName, promise, submittedBefore, links, words } = props;
  const { saving, durable, accept, answer, askSubmit } = useSaving(props);
  const asked = askedQuestions(questions, saving.answers);
  const [start] = useState(
    () => asked.find(({ code }) => saving.answers[code] === undefined)?.code ?? REVIEW,
  );
  const view = useView(start);
  const index = asked.findIndex(({ code }) => code === view);
  const question = asked[index];
  const ended = saving.phase === "submitted" || saving.phase === "stopped";
  const screen = ended ? saving.phase : saving.accepted ? (question?.code ?? REVIEW) : "promise";
  const later = useLater();
  const headingRef = useHeadingFocus(screen);

  if (screen === "promise") {
    return (
      <PromisePanel words={words.promise} onAccept={accept} disabled={!saving.ready} headingRef={headingRef}>
        {promise}
      </PromisePanel>
    );
  }
  if (screen === "submitted") {
    return (
      later && (
        <later.DonePanel
          partnerName={partnerName}
          revealed={saving.revealed}
          revealHref={links.reveal}
          homeHref={links.home}
          words={words.done}
          headingRef={headingRef}
        />
      )
    );
  }
  const notice = (
    <SavingNotice
      state={saving.state}
      words={words}
      signInHref={links.signIn}
      durable={durable}
      merged={saving.merged}
    />
  );
  return (
    <>
      <Progress at={question ? index : asked.length} asked={asked} words={words} ended={ended}>
        <SavedMark state={saving.state} words={words} />
      </Progress>
      {(question || ended) && notice}
      <div className="mt-5">
        {question && !ended ? (
          <QuestionPage
            key={question.code}
            question={question}
            answer={saving.answers[question.code]}
            onAnswer={(value) => answer(question.code, value)}
            words={words}
            partnerName={partnerName}
            refused={saving.messages[question.code]}
            disabled={!saving.ready || saving.phase === "submitting"}
            headingRef={headingRef}
            back={asked[index - 1]?.code}
            last={index === asked.length - 1}
            onNext={() => goTo(asked[index + 1]?.code ?? REVIEW)}
            later={later}
          />
        ) : !later ? (
          <Loading words={words} />
        ) : (
          <later.ReviewPage
            questions={asked}
            answers={saving.answers}
            partnerName={partnerName}
            refused={saving.messages}
            submitting={saving.phase === "submitting"}
            resubmitting={submittedBefore}
            onSubmit={ended ? undefined : askSubmit}
            words={words}
            headingRef={headingRef}
          >
            {ended ? (
              <a href={links.home} className={buttonClass()}>
                {words.done.home}
              </a>
            ) : (
              notice
            )}
          </later.ReviewPage>
        )}
      </div>
    </>
  );
}

type ProgressProps = {
  /** Questions before the one on screen. */
  at: number;
  asked: readonly Question[];
  words: SurveyWords;
  /** Nothing is left to do, so no place and no time either. */
  ended: boolean;
  children: ReactNode;
};

function Progress({ at, asked, words, ended, children }: ProgressProps) {
  const minutes = minutesLeft(asked.slice(at));
  const left = minutes > 1 ? fill(words.minutesLeft, { minutes }) : words.lastMinute;
  const place = fill(words.progress, { n: at + 1, total: asked.length });
  return (
    <div className="-mt-3">
      <svg aria-hidden="true" className="block h-[3px] w-full bg-line">
        <rect width={`${(100 * at) / asked.length}%`} height="100%" className="fill-accent" />
      </svg>
      <p className="mt-3 flex min-h-5 justify-between gap-4 text-small text-ink-3 tabular-nums">
        <span>{!ended && at < asked.length ? `${place} · ${left}` : words.review.title}</span>
        {children}
      </p>
    </div>
  );
}
