import type { Viewer } from "@/lib/domain/permissions";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { deviceKey, pageToken } from "@/server/auth/secrets";
import type { Survey } from "@/server/responses";
import { BeforeAnswering } from "@/ui/survey/before-answering";
import { PromiseText } from "@/ui/survey/promise-text";
import { commentQuestions } from "./comment-questions";
import { dueQuestions } from "./due-questions";
import { EndedSurvey, revealOf } from "./ended-survey";
import { SurveyClient } from "./survey-client";

type Props = {
  survey: Survey;
  viewer: Pick<Viewer, "orgId" | "personId">;
  words: Dictionary;
  format: Formats;
};

/** The survey while it takes answers; afterwards why it does not, and where to go. */
export function SurveyView({ survey, viewer, words, format }: Props) {
  const partnerName = survey.partnerName || words.home.formerPartner;
  const place = {
    storageKey: `${survey.cycleId} ${survey.duoId} ${viewer.personId}`,
    deviceKey: deviceKey(viewer),
  };
  const questions = [
    ...dueQuestions(survey, { words, format }),
    ...survey.questions,
    ...commentQuestions(partnerName, words),
  ];
  if (survey.state !== "open")
    return (
      <EndedSurvey
        survey={survey}
        state={survey.state}
        place={place}
        questions={questions}
        words={words}
        format={format}
      />
    );
  const here = `/survey/${survey.cycleId}/${survey.duoId}`;
  return (
    <div className="mx-auto max-w-phone">
      <SurveyClient
        cycleId={survey.cycleId}
        duoId={survey.duoId}
        page={pageToken(viewer)}
        place={place}
        questions={questions}
        partnerName={partnerName}
        promiseVersion={survey.promiseVersion}
        promise={
          <>
            <PromiseText
              version={survey.promiseVersion}
              mode={survey.sharingMode}
              closes={format.dateTime(survey.closesAt)}
              retention={words.retention.months(format.whole(survey.retentionMonths))}
              partnerName={survey.partnerName}
              promises={words.promises}
            />
            <BeforeAnswering survey={survey} partnerName={partnerName} text={words.declining} />
          </>
        }
        initial={{ accepted: survey.accepted, ...survey.stored }}
        submittedBefore={survey.submittedAt !== null}
        links={{
          signIn: `/sign-in?next=${encodeURIComponent(here)}`,
          home: "/home",
          reveal: revealOf(survey),
        }}
        words={words.survey}
      />
    </div>
  );
}
