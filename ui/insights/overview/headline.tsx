import type { StatusCode } from "@/lib/domain/published";
import { cycleName } from "@/lib/i18n/cycle-name";
import { beginningsOf } from "@/lib/insights/beginnings";
import { inOut } from "@/lib/insights/changes";
import { filterHref } from "@/lib/insights/filters";
import type { InsightsFrame } from "@/lib/insights/frame";
import { completeWords, isFew, type MovesSince, movedWords, stateSentence } from "@/lib/insights/sentence";
import type { UnitStates } from "@/lib/insights/unit-states";
import { Link } from "../../link";
import { Notice } from "../../notice";
import { PageTitle } from "../../page-title";
import { PrintButton } from "../../print-button";
import { Stat, StatRow } from "../../stat";
import { StatusWord } from "../../status";
import type { ViewProps } from "../../view-props";
import { ReportLink } from "../report/report-link";
import { shareText } from "../view-parts/share-text";

type Props = ViewProps & {
  frame: InsightsFrame;
  states: UnitStates;
  since: MovesSince | undefined;
  /** Leaders may read duos by name in this cycle. */
  named: boolean;
  /** Where the states are hidden, other figures of the unit are shown. */
  partly: boolean;
};

const quietLink = "underline decoration-edge underline-offset-4 hover:text-ink";

/** The duos that are incomplete in the cycle, each with the date of its last state. */
const unheardHref = ({ filters }: InsightsFrame) =>
  filterHref("/insights/duos", filters, { status: "incomplete", range: undefined });

/** The state of a unit as a sentence and in figures, or why its figures are hidden. */
export function Headline({ states, ...props }: Props) {
  const { frame, since, named, partly, words, format } = props;
  const text = words.insights;
  const published = (
    <>
      {text.lede.published(format.date(frame.cycle.publishedAt))} ·{" "}
      <Link href="/methodology" className={quietLink}>
        {text.lede.how}
      </Link>
    </>
  );
  const hasAbove = frame.units.some(({ id }) => id === frame.unit.parentId);
  if (states.hidden) {
    return (
      <>
        <PageTitle
          title={(partly ? text.hiddenStates : text.hiddenTitle)(frame.unit.label)}
          lede={published}
          actions={<ReportLink frame={frame} words={words} />}
        />
        <Notice title={text.hidden[states.hidden]}>{!named && hasAbove && text.hiddenNext}</Notice>
      </>
    );
  }
  const { watch } = states;
  return (
    <>
      <p className="hidden font-semibold print:block">
        {text.printed(frame.unit.label, cycleName(frame.cycle.opensOn, frame.cycles, format))}
      </p>
      <PageTitle
        actions={
          <>
            <ReportLink frame={frame} words={words} />
            <span className="max-sm:hidden noscript:hidden">
              <PrintButton word={words.shell.action.print} />
            </span>
          </>
        }
        title={stateSentence({ ...states, tooEarly: !beginningsOf(frame).trends }, since, { words, format })}
        lede={
          <>
            {completeWords({ filters: frame.filters, states }, { words, format })}
            {named && isFew(states) && (
              <>
                {" · "}
                <Link href={unheardHref(frame)} className={quietLink}>
                  {text.lede.unheard}
                </Link>
              </>
            )}
            {since && <> · {text.lede.compared(format.count(since.compared), since.cycle)}</>}
            {watch.kind === "share" && <> · {text.lede.watch(watch.band)}</>} · {published}
          </>
        }
      />
      {states.counted > 0 && <StateStats states={states} {...props} />}
    </>
  );
}

type StatsProps = Omit<Props, "states"> & { states: Extract<UnitStates, { hidden: undefined }> };

/** The count of each state, and what changed since the cycle before. */
function StateStats({ states, frame, since, named, words, format }: StatsProps) {
  const { figure } = words.insights;
  const begun = beginningsOf(frame);
  // Before something can change, only what the rows say did.
  const canSay = (status: StatusCode, { moves }: MovesSince) => {
    const { entered, left } = inOut(moves, status);
    return entered + left > 0 || (status === "diverging" ? begun.trends : begun.changes);
  };
  return (
    <StatRow>
      {states.states.map(({ status, value }) => (
        <Stat
          key={status}
          label={<StatusWord status={status} words={words} />}
          figure={shareText({ states, status, begun, words, format })}
          of={
            shareText({ states, status, begun, words, format }) !== words.charts.none &&
            figure.of(format.whole(states.counted))
          }
          change={
            status === "not-enough-data"
              ? value !== 0 && figure.tooThin
              : since && canSay(status, since) && movedWords(status, since, { words, format })
          }
          href={
            named && value
              ? filterHref("/insights/duos", frame.filters, { status, range: undefined })
              : undefined
          }
        />
      ))}
    </StatRow>
  );
}
