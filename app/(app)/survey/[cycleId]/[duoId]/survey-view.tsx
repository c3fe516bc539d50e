import type { Viewer } from "@/lib/domain/permissions";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { deviceKey, pageToken } from "@/server/auth/secrets";
import type { Survey } from "@/server/responses";
import { buttonClass } from "@/ui/button";
import { DropKept } from "@/ui/kept/drop-kept";
import { Message } from "@/ui/message";
import { BeforeAnswering } from "@/ui/survey/before-answering";
import { PromiseText } from "@/ui/survey/promise-text";
import { commentQuestions } from "./comment-questions";
import { dueQuestions } from "./due-questions";
import { SurveyClient } from "./survey-client";

type Props = {
  survey: Survey;
  viewer: Pick<Viewer, "orgId" | "personId">;
  words: Dictionary;
  format: Formats;
};

/** The survey while it takes answers; afterwards why it does not, and where to go. */
export function SurveyView({ survey, viewer, words, format }: Props) {
  const storageKey = `${survey.cycleId} ${survey.duoId} ${viewer.personId}`;
  const reveal = `/duos/${survey.duoId}?cycle=${survey.cycleId}`;
  if (survey.state !== "open") {
    const text = words.home.survey[survey.state];
    const said = typeof text.text === "string" ? text.text : text.text(format.dateTime(survey.leftAt ?? ""));
    return (
      <Message framed title={text.title} text={said}>
        {(survey.state === "closed" || survey.state === "withdrawn") && <DropKept storageKey={storageKey} />}
        <a href={survey.state === "locked" ? reveal : "/home"} className={buttonClass()}>
          {text.act}
        </a>
      </Message>
    );
  }
  const partnerName = survey.partnerName || words.home.formerPartner;
  const here = `/survey/${survey.cycleId}/${survey.duoId}`;
  return (
    <div className="mx-auto max-w-phone">
      <SurveyClient
        cycleId={survey.cycleId}
        duoId={survey.duoId}
        page={pageToken(viewer)}
        place={{
          storageKey,
          deviceKey: deviceKey(viewer),
          closesAt: survey.closesAt.getTime(),
        }}
        questions={[
          ...dueQuestions(survey, { words, format }),
          ...survey.questions,
          ...commentQuestions(partnerName, words),
        ]}
        partnerName={survey.partnerName}
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
        links={{ signIn: `/sign-in?next=${encodeURIComponent(here)}`, home: "/home", reveal }}
        words={words.survey}
      />
    </div>
  );
}
