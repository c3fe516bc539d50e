import type { InWords } from "@/lib/personal-data/in-words";
import {
  fieldOfSurveys,
  type OwnSurvey,
  partsOfStage,
  type Withdrawing,
} from "@/lib/personal-data/withdrawing";
import { LinkButton } from "../link-button";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import { Table } from "../table";
import { TextLink } from "../text-link";
import { type WithdrawAction, WithdrawForm } from "./withdraw-form";

type Props = { withdrawing: Withdrawing; action: WithdrawAction; page: string } & InWords;

/** A list of the surveys with answers; for those that were chosen, what withdrawing means, and the button that does it. */
export function WithdrawView({ withdrawing, action, page, ...into }: Props) {
  const text = into.words.withdrawing;
  const { chosen, all } = withdrawing;
  const [first] = chosen;
  return (
    <div className="flex flex-col gap-10">
      <PageTitle title={text.title} lede={text.lede} />
      {withdrawing.done && <Notice live>{text.done}</Notice>}
      {first && (
        <Section title={all ? text.allTitle : text.oneTitle(...nameOf(first, into))}>
          <div className="flex max-w-reading flex-col gap-5">
            {chosen.map((survey) => (
              <Consequences
                key={`${survey.cycleId} ${survey.duoId}`}
                survey={survey}
                titled={all}
                {...into}
              />
            ))}
            <Always text={text.always} />
            <WithdrawForm
              key={all ? "all" : `${first.cycleId} ${first.duoId}`}
              action={action}
              fields={{ page, all: all ? "yes" : "no", surveys: fieldOfSurveys(chosen) }}
              text={{
                confirm: all ? text.confirmAll : text.confirm,
                done: text.done,
                signIn: into.words.auth.signIn.title,
              }}
            />
            <TextLink href="/account/withdraw">{text.keep}</TextLink>
          </div>
        </Section>
      )}
      <Surveys surveys={withdrawing.surveys} {...into} />
      <TextLink href="/account/data">{text.back}</TextLink>
    </div>
  );
}

const nameOf = ({ number, opensOn, duoName }: OwnSurvey, { words, format }: InWords) =>
  [words.personalData.cycle(String(number), format.monthYear(opensOn)), duoName] as const;

/** What happens with one survey, by its stage. */
function Consequences({ survey, titled, ...into }: { survey: OwnSurvey; titled: boolean } & InWords) {
  const text = into.words.withdrawing;
  const { phase, revealed } = partsOfStage(survey.stage);
  const lines = [...text.phase[phase], ...(revealed ? [text.revealed[revealed]] : [])];
  return (
    <div>
      {titled && <h3 className="font-semibold">{text.oneTitle(...nameOf(survey, into))}</h3>}
      <ul className="list-disc pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** What is true of every withdrawal. */
function Always({ text }: { text: { stays: readonly string[]; final: string; title: string } }) {
  return (
    <div>
      <h3 className="font-semibold">{text.title}</h3>
      <ul className="list-disc pl-5">
        {text.stays.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="mt-3 font-semibold">{text.final}</p>
    </div>
  );
}

function Surveys({ surveys, ...into }: { surveys: readonly OwnSurvey[] } & InWords) {
  const text = into.words.withdrawing;
  const open = surveys.filter(({ withdrawn }) => withdrawn === "no");
  if (surveys.length === 0) return <p>{text.nothing}</p>;
  return (
    <Section
      title={text.surveys}
      actions={
        open.length > 1 && (
          <LinkButton kind="danger" size="small" href="/account/withdraw?all=yes">
            {text.all}
          </LinkButton>
        )
      }
    >
      <Table
        caption={text.surveys}
        stacked
        rows={surveys}
        rowKey={({ cycleId, duoId }) => `${cycleId} ${duoId}`}
        columns={[
          {
            key: "cycle",
            header: text.columns.cycle,
            rowHeader: true,
            cell: (one) => nameOf(one, into)[0],
          },
          { key: "duo", header: text.columns.duo, anyLength: true, cell: ({ duoName }) => duoName },
          {
            key: "state",
            header: text.columns.state,
            cell: ({ submitted, withdrawn }) =>
              withdrawn === "no" ? text.state[submitted ? "submitted" : "draft"] : text.state[withdrawn],
          },
          {
            key: "withdraw",
            header: text.columns.withdraw,
            screenOnly: true,
            cell: ({ cycleId, duoId, withdrawn }) =>
              withdrawn === "no" && (
                <TextLink href={`/account/withdraw?cycle=${cycleId}&duo=${duoId}`}>{text.choose}</TextLink>
              ),
          },
        ]}
      />
    </Section>
  );
}
