import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import type { Question } from "@/lib/instrument/question";
import type { Survey } from "@/server/responses";
import { buttonClass } from "@/ui/button";
import { DropKept } from "@/ui/kept/drop-kept";
import type { KeptPlace } from "@/ui/kept/kept";
import { Message } from "@/ui/message";
import { unsentOf } from "@/ui/survey/unsent";
import { UnsentHere } from "@/ui/survey/unsent-here";
import { UnsentList } from "@/ui/survey/unsent-list";

type Props = {
  survey: Survey;
  state: Exclude<Survey["state"], "open">;
  /** Where this device keeps what was not sent. */
  place: KeptPlace;
  questions: readonly Question[];
  words: Dictionary;
  format: Formats;
};

/** Where the two compare what they answered in a survey. */
export const revealOf = ({ duoId, cycleId }: Pick<Survey, "duoId" | "cycleId">) =>
  `/duos/${duoId}?cycle=${cycleId}`;

/** Why a survey takes no answers, where to go, and what its person had not sent. */
export function EndedSurvey({ survey, state, words, format, ...props }: Props) {
  const isMissed = state === "closed" && survey.submittedAt === null;
  const text = words.home.survey[isMissed ? "missed" : state];
  const said = typeof text.text === "string" ? text.text : text.text(format.dateTime(survey.leftAt ?? ""));
  return (
    <>
      <Message framed title={text.title} text={said}>
        <a href={state === "locked" ? revealOf(survey) : "/home"} className={buttonClass()}>
          {text.act}
        </a>
      </Message>
      {state === "withdrawn" ? (
        <DropKept storageKey={props.place.storageKey} />
      ) : (
        <NotSent remains={survey.remains} words={words.survey} {...props} />
      )}
    </>
  );
}

type NotSentProps = Pick<Props, "place" | "questions"> &
  Pick<Survey, "remains"> & { words: Dictionary["survey"] };

function NotSent({ remains, ...props }: NotSentProps) {
  if (!remains) return null;
  const { questions, words } = props;
  return (
    <div className="mx-auto max-w-column">
      <UnsentHere remains={remains} {...props}>
        <UnsentList
          questions={questions}
          unsent={unsentOf(remains, [])}
          inForce={remains.inForce}
          text={words.ended.unsent}
          words={words}
        />
      </UnsentHere>
    </div>
  );
}
