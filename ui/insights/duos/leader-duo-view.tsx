import { gradesApart } from "@/lib/domain/duo-attributes";
import { cycleName } from "@/lib/i18n/cycle-name";
import { duoMarks, type LeaderDuo } from "@/lib/insights/duos";
import { filterHref } from "@/lib/insights/filters";
import { stateWords } from "@/lib/insights/sentence";
import { EmptyState } from "../../empty-state";
import { Notice } from "../../notice";
import { PageTitle } from "../../page-title";
import { BandWord, StatusWord, sinceOf } from "../../status";
import { TextLink } from "../../text-link";
import { TrendNote } from "../../trend-note";
import type { ViewProps } from "../../view-props";
import { FrameNotices } from "../view-parts/frame-notices";
import { InsightsFilters } from "../view-parts/insights-filters";
import { DimensionBandList } from "./dimension-bands";
import { listPath } from "./duo-filters";
import { DuoHistory, DuoTrend } from "./duo-history";
import { type DuoPageActions, NotedActions } from "./noted-actions";
import { tenureWords } from "./tenure";
import { WhatToDo } from "./what-to-do";

type Props = ViewProps & { view: LeaderDuo | undefined; duoId: string; actions: DuoPageActions };

/** The page of one duo for its leaders. */
export function LeaderDuoView({ view, duoId, actions, words, format }: Props) {
  const { notPublished } = words.insights;
  if (!view) return <EmptyState title={notPublished.title} text={notPublished.text} />;
  const { frame } = view;
  const { cycle: _, range: __, ...kept } = frame.filters;
  const keep = Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)]));
  const text = words.insightsDuos;
  return (
    <>
      <InsightsFilters
        choice={frame}
        path={`${listPath}/${duoId}`}
        with={["range"]}
        whole="one"
        keep={keep}
        words={words}
        format={format}
      />
      <FrameNotices frame={frame} words={words} format={format} />
      {view.kind === "duo" && view.notIn && (
        <Notice
          title={text.duo.notIn(
            cycleName(view.notIn.opensOn, frame.cycles, format),
            cycleName(frame.cycle.opensOn, frame.cycles, format),
          )}
        />
      )}
      <div className="flex flex-col gap-4">
        <p className="text-small">
          <TextLink href={filterHref(listPath, frame.filters)}>
            <span aria-hidden="true">← </span>
            {text.duo.back}
          </TextLink>
        </p>
        {view.kind === "duo" && <Duo view={view} actions={actions} words={words} format={format} />}
        {view.kind === "private" && <EmptyState title={text.noRows.title} text={text.noRows.text} />}
      </div>
    </>
  );
}

type DuoProps = ViewProps & { view: Extract<LeaderDuo, { kind: "duo" }> };

function Duo({ view, actions, words, format }: DuoProps & { actions: DuoPageActions }) {
  const { duo, frame, past, actions: noted } = view;
  const text = words.insightsDuos.duo;
  const marks = duoMarks(past, frame, duo.tenureMonths);
  const facts = text.facts(words.status.pairType[duo.pairType], tenureWords(duo.tenureMonths, words, format));
  const { cycle, unit } = { ...frame.filters, unit: duo.unitId };
  const { ended } = words.notedActions;
  return (
    <div className="drawn-near flex flex-col gap-10">
      <div className="flex flex-col gap-6">
        <PageTitle
          title={duo.name}
          lede={
            <>
              <TextLink inline href={filterHref(`/insights/units/${unit}`, { cycle, unit })}>
                <bdi>{duo.unitName}</bdi>
              </TextLink>
              {", "}
              {facts}
            </>
          }
        />
        <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-2">
          <Now view={view} words={words} format={format} />
          <div className="flex flex-col gap-6">
            {noted.endedOn ? (
              <Notice title={ended.title(format.calendarDay(noted.endedOn))}>{ended.text}</Notice>
            ) : (
              <WhatToDo status={duo.status ?? "incomplete"} reason={duo.reason} words={words} />
            )}
            <NotedActions view={view} actions={actions} words={words} format={format} />
          </div>
        </div>
      </div>
      <div className="grid items-start gap-10 lg:grid-cols-2">
        <DuoTrend view={view} marks={marks} words={words} format={format} />
        {duo.dimensionBands && <DimensionBandList bands={duo.dimensionBands} words={words} />}
      </div>
      <DuoHistory view={view} marks={marks} words={words} format={format} />
    </div>
  );
}

/** Names and values of what is known of the duo in the chosen cycle; level and agreement only where it was complete. */
function factsOf({ view, words, format }: DuoProps): [string, React.ReactNode][] {
  const { duo } = view;
  const { duo: text, list } = words.insightsDuos;
  const facts: [string, React.ReactNode][] = duo.status
    ? [
        [text.level, <Level key="level" view={view} words={words} format={format} />],
        [
          text.agreement,
          duo.agreement ? (
            <BandWord key="agreement" kind="agreement" band={duo.agreement} words={words} />
          ) : (
            text.noAgreement
          ),
        ],
      ]
    : [];
  const yesNo = (is: boolean) => (is ? list.yes : list.no);
  facts.push(
    [text.grades, list.grades[gradesApart(duo.gradeDistance)]],
    [list.team, list.teams[duo.teamSize ?? "not-stated"]],
    [list.line, yesNo(duo.lineManager)],
    [list.platform, yesNo(duo.platform)],
  );
  return facts;
}

/** The duo's state, level and agreement in the chosen cycle, or that it was incomplete. */
function Now({ view, words, format }: DuoProps) {
  const { duo, frame, last } = view;
  const { duo: text } = words.insightsDuos;
  const at = frame.cycle.publishedAt;
  return (
    <div className="flex flex-col gap-4 border-ink border-t-2 pt-4">
      <p className="text-title">
        <StatusWord
          status={duo.status ?? "incomplete"}
          reason={duo.reason}
          words={words}
          since={duo.status ? sinceOf(duo, { at, among: frame.cycles }, { words, format }) : undefined}
        />
      </p>
      <TrendNote row={duo} among={frame.cycles} words={words} format={format} />
      {duo.agreement === "high" && (duo.reason === "apart" || duo.reason === "both") && (
        <p className="-mt-3 text-ink-3 text-small">{text.apartAndAlike}</p>
      )}
      {duo.status ? (
        <p className="-mt-3 text-ink-3 text-small">
          {text.lasts(format.whole(duo.statusCycles), duo.statusCycles === 1)}
        </p>
      ) : (
        <p className="text-ink-2">
          {text.incompleteText}{" "}
          {last?.status === "not-enough-data"
            ? text.noStateYet
            : last?.status
              ? text.lastStatus(
                  stateWords(words.status, last.status, last.reason),
                  cycleName(last.cycle.opensOn, view.frame.cycles, format),
                )
              : text.noLastStatus}
        </p>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1">
        {factsOf({ view, words, format }).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Level({ view: { duo }, words, format }: DuoProps) {
  const text = words.insightsDuos.duo;
  if (duo.level === null) return text.noLevel;
  const was = duo.previousLevel !== null && duo.previousLevel !== duo.level;
  return (
    <>
      {text.levelOf(format.whole(duo.level))}
      {was && `, ${text.levelWas(format.whole(duo.previousLevel ?? 0))}`}{" "}
      <span className="text-ink-3 text-small">{text.levelNote}</span>
    </>
  );
}
