import type { UnitStates } from "@/lib/insights/cells";
import { filterHref } from "@/lib/insights/filters";
import type { InsightsFrame } from "@/lib/insights/frame";
import { movedWords, type Since, stateSentence } from "@/lib/insights/sentence";
import { Link } from "../../link";
import { Notice } from "../../notice";
import { PageTitle } from "../../page-title";
import { PrintButton } from "../../print-button";
import { Stat, StatRow } from "../../stat";
import { StatusGlyph, statusText } from "../../status";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & {
  frame: InsightsFrame;
  states: UnitStates;
  since: Since | undefined;
  /** Leaders may read duos by name in this cycle. */
  named: boolean;
};

/** The sentence, what it rests on, and the five states; or why a unit's figures are hidden. */
export function Headline({ frame, states, since, named, words, format }: Props) {
  const text = words.insights;
  const published = text.lede.published(format.dayMonth(frame.cycle.publishedAt));
  const how = (
    <Link href="/methodology" className="underline decoration-edge underline-offset-4 hover:text-ink">
      {text.lede.how}
    </Link>
  );
  if (states.hidden) {
    return (
      <>
        <PageTitle
          title={text.hiddenTitle(frame.unit.name)}
          lede={
            <>
              {published} · {how}
            </>
          }
        />
        <Notice title={text.hidden[states.hidden]}>{named && text.hiddenNext}</Notice>
      </>
    );
  }
  const { counted, enrolled, watch } = states;
  return (
    <>
      <p className="hidden font-semibold print:block">
        {text.printed(frame.unit.name, format.monthYear(frame.cycle.opensAt))}
      </p>
      <PageTitle
        actions={
          <span className="max-sm:hidden noscript:hidden">
            <PrintButton word={words.shell.action.print} />
          </span>
        }
        title={stateSentence(states, since, { words, format })}
        lede={
          <>
            {text.lede.complete(format.whole(counted), format.whole(enrolled))}
            {watch !== null && <> · {text.lede.watch(format.whole(watch))}</>} · {published} · {how}
          </>
        }
      />
      <StatRow>
        {states.states.map(({ status, value, band }) => (
          <Stat
            key={status}
            label={
              <span className={`inline-flex items-baseline gap-1.5 ${statusText[status]}`}>
                <StatusGlyph status={status} />
                {words.status.word[status]}
              </span>
            }
            figure={band ? text.band[band] : value === null ? words.charts.none : format.whole(value)}
            of={text.figure.of(format.whole(counted))}
            change={
              status === "not-enough-data"
                ? value !== 0 && text.figure.tooThin
                : since && movedWords(status, since, { words, format })
            }
            href={
              named && value
                ? filterHref("/insights/duos", frame.filters, { status, range: undefined })
                : undefined
            }
          />
        ))}
      </StatRow>
    </>
  );
}
