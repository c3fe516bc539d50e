"use client";

import { type ReactNode, useEffect } from "react";
import type { SurveyWords } from "@/lib/i18n/en/survey";
import { fill } from "@/lib/i18n/fill";
import { minutesLeft } from "@/lib/instrument/progress";
import type { Question } from "@/lib/instrument/question";
import { useSetOther } from "../frame-person";
import { PromisePanel } from "./promise-panel";
import { Loading, QuestionPage } from "./question-page";
import { SavedMark } from "./saved-mark";
import type { SavingOptions } from "./use-saving";
import { REVIEW, type SurveyNow, useSurvey } from "./use-survey";
import { goTo } from "./use-view";

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

type ScreenProps = Pick<
  SurveyFormProps,
  "questions" | "partnerName" | "submittedBefore" | "links" | "words"
> & {
  survey: SurveyNow;
};

/** The whole survey of one person in one duo: promise, one question a page, review, submission. */
export function SurveyForm({ promise, ...props }: SurveyFormProps) {
  const { words } = props;
  const survey = useSurvey(props);
  switch (survey.screen) {
    case "promise":
      return (
        <PromisePanel
          words={words.promise}
          onAccept={survey.accept}
          disabled={!survey.saving.ready}
          headingRef={survey.headingRef}
        >
          {promise}
        </PromisePanel>
      );
    case "other-person":
    case "conflicts":
    case "submitted":
      return <LaterScreen survey={survey} {...props} />;
    default:
      return <AnsweringScreen survey={survey} {...props} />;
  }
}

/** The screens that few people meet, or meet last: their code arrives after the first question can be answered. */
function LaterScreen({ survey, questions, partnerName, links, words }: ScreenProps) {
  const { later, saving, screen, headingRef } = survey;
  if (screen === "other-person")
    return <OtherPersonInFrame name={saving.signedInAs ?? ""} durable={survey.durable} />;
  if (!later) return <Loading words={words} />;
  if (screen === "conflicts") {
    return (
      <later.ConflictsPage
        questions={questions}
        conflicts={saving.conflicts}
        stored={saving.answers}
        onChoose={survey.choose}
        words={words}
        headingRef={headingRef}
      />
    );
  }
  return (
    <later.DonePanel
      partnerName={partnerName}
      revealed={saving.revealed}
      revealHref={links.reveal}
      homeHref={links.home}
      words={words.done}
      headingRef={headingRef}
    />
  );
}

/** Has the frame take the page away, its header included, and say who is signed in. */
function OtherPersonInFrame({ name, durable }: { name: string; durable: boolean }) {
  const setOther = useSetOther();
  useEffect(() => setOther(name, durable), [setOther, name, durable]);
  return null;
}

/** A question or the review, under how far it goes and whether everything is saved. */
function AnsweringScreen(props: ScreenProps) {
  const { survey, links, words } = props;
  const { later, saving, durable, asked, index, question } = survey;
  const ended = saving.phase === "stopped";
  const notice = later && (
    <later.SavingNotice
      state={saving.state}
      words={words}
      signInHref={links.signIn}
      durable={durable}
      merged={saving.merged}
      failure={saving.failure}
      onRetry={survey.retry}
    />
  );
  return (
    <>
      <Progress at={question ? index : asked.length} asked={asked} words={words} ended={ended}>
        <SavedMark state={saving.state} words={words} durable={durable} />
      </Progress>
      {(question || ended) && notice}
      <div className="mt-5">
        {question && !ended ? (
          <AskedQuestion {...props} question={question} />
        ) : (
          <Review {...props} ended={ended}>
            {notice}
          </Review>
        )}
      </div>
    </>
  );
}

function AskedQuestion({ survey, question, partnerName, words }: ScreenProps & { question: Question }) {
  const { saving, asked, index } = survey;
  return (
    <QuestionPage
      key={question.code}
      question={question}
      answer={saving.answers[question.code]}
      onAnswer={(value) => survey.answer(question.code, value)}
      words={words}
      partnerName={partnerName}
      refused={saving.messages[question.code]}
      disabled={!saving.ready || saving.phase === "submitting"}
      headingRef={survey.headingRef}
      back={asked[index - 1]?.code}
      last={index === asked.length - 1}
      onNext={() => goTo(asked[index + 1]?.code ?? REVIEW)}
      later={survey.later}
    />
  );
}

type ReviewProps = ScreenProps & { ended: boolean; children: ReactNode };

/** The answers before they are submitted; once the survey has ended those in force, and what was not sent. */
function Review({ ended, children, ...props }: ReviewProps) {
  const { survey, questions, partnerName, submittedBefore, links, words } = props;
  const { later, saving, headingRef } = survey;
  if (!later) return <Loading words={words} />;
  if (ended) return <later.EndedPage {...{ questions, saving, partnerName, links, words, headingRef }} />;
  return (
    <later.ReviewPage
      questions={survey.asked}
      answers={saving.answers}
      partnerName={partnerName}
      refused={saving.messages}
      submitting={saving.phase === "submitting"}
      resubmitting={submittedBefore}
      onSubmit={survey.askSubmit}
      words={words}
      headingRef={headingRef}
    >
      {children}
    </later.ReviewPage>
  );
}

type ProgressProps = {
  /** Questions before the one on screen. */
  at: number;
  asked: readonly Question[];
  words: SurveyWords;
  /** Nothing is left to do, so neither place nor time is shown. */
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
