import type { Progress, SurveyDue } from "@/lib/domain/duos";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { Card } from "../card";
import { LinkButton } from "../link-button";

/** Where nothing new is to be answered or read. */
const quiet = new Set<Progress>(["submitted", "fixed"]);
/** Where both have submitted, whether the partner has is no question any more. */
const isWaitedFor = ({ progress }: SurveyDue) => progress !== "final" && progress !== "fixed";

type Props = { due: readonly SurveyDue[]; now: Date; text: Dictionary["home"]; format: Formats };

/** Surveys of the open cycle, a card for each duo with the one thing that can be done about it. */
export function DueList({ due, now, text, format }: Props) {
  return (
    <ul className="grid gap-3">
      {due.map((survey) => (
        <li key={survey.duoId}>
          <Card>
            <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4 sm:flex-nowrap">
              <div className="min-w-0">
                <h3 className="text-title">
                  <bdi>{survey.duoName}</bdi>{" "}
                  <span className="font-normal text-ink-2">
                    {text.withPartner(survey.partnerName || text.formerPartner, survey.duoName)}
                  </span>
                </h3>
                <p className="mt-1 max-w-column text-ink-2">
                  {survey.declined ? text.declined.text : text.progress[survey.progress]}
                </p>
                <p className="mt-1 text-small text-ink-3">
                  {isWaitedFor(survey) && `${partnerWord(survey, text)} `}
                  {text.closes(format.dateTime(survey.closesAt), format.ago(survey.closesAt, now))}
                </p>
              </div>
              <LinkButton
                href={
                  survey.progress === "final"
                    ? `/duos/${survey.duoId}?cycle=${survey.cycleId}`
                    : `/survey/${survey.cycleId}/${survey.duoId}`
                }
                kind={survey.declined || quiet.has(survey.progress) ? "secondary" : "primary"}
                className="shrink-0 max-sm:w-full"
              >
                {survey.declined ? text.declined.action : text.action[survey.progress]}
              </LinkButton>
            </div>
          </Card>
        </li>
      ))}
    </ul>
  );
}

function partnerWord(
  { partnerSubmitted, partnerName }: SurveyDue,
  { partner, formerPartner }: Props["text"],
) {
  const name = partnerName || formerPartner;
  return partnerSubmitted ? partner.submitted(name) : partner.waiting(name);
}
