import { actionsDuring } from "@/lib/domain/noted-actions";
import { cycleLabel, cycleName } from "@/lib/i18n/cycle-name";
import { beganIn, breaksAmong, type DuoMark, type LeaderDuo, type PastDuo } from "@/lib/insights/duos";
import { nextPublished } from "@/lib/insights/frame";
import { type ChartEvent, eventMark } from "../../charts/event-mark";
import { LevelTrend } from "../../charts/level-trend";
import { Tracker } from "../../charts/tracker";
import { figureTexts } from "../../figures";
import { Section } from "../../section";
import { BandWord, StatusWord } from "../../status";
import { type Column, Table } from "../../table";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & {
  view: Extract<LeaderDuo, { kind: "duo" }>;
  marks: ReadonlyMap<string, readonly DuoMark[]>;
};

function markText(mark: DuoMark, words: ViewProps["words"]): string {
  const text = words.insightsDuos.duo;
  if (mark.kind === "moved") return text.moved(mark.unitName);
  return { began: text.began, instrument: text.newInstrument, fresh: text.freshStart }[mark.kind];
}

/** The same for a drawing, which may have no room for a unit's name. */
function chartEvent(mark: DuoMark, words: ViewProps["words"]): ChartEvent {
  const text = markText(mark, words);
  return mark.kind === "moved" ? { text, short: words.insightsDuos.duo.movedShort } : text;
}

/** The published levels of a duo, cycle by cycle. */
export function DuoTrend({ view, marks, words, format }: Props) {
  const text = words.insightsDuos.duo;
  const byCycle = new Map(view.past.map((past) => [past.cycle.id, past]));
  return (
    <LevelTrend
      interactive
      title={text.trendTitle}
      note={`${text.trendNote} ${words.charts.questions(view.frame.cycle.instrumentVersion)}`}
      points={view.tracked.map((cycle) => ({
        label: cycleLabel(cycle.opensOn, view.frame.cycles, format),
        name: cycleName(cycle.opensOn, view.frame.cycles, format),
        value: byCycle.get(cycle.id)?.level ?? null,
        ...allMarks(
          (marks.get(cycle.id) ?? []).map((mark) => chartEvent(mark, words)),
          actionsDuring(view.actions.noted, cycle, nextPublished(view.frame.cycles, cycle)).map(
            ({ kind }) => words.notedActions.mark[kind],
          ),
          { words, format },
        ),
        began: beganIn(view.duo, cycle) ? words.charts.began : undefined,
      }))}
      words={words}
      format={format}
    />
  );
}

/** What happened in a cycle, oldest action first and each kind once. */
const allMarks = (marks: readonly ChartEvent[], actions: readonly string[], view: ViewProps) =>
  eventMark([...marks, ...new Set(actions.toReversed())], view);

/** Every state published for the duo: as a strip, and as a table with reasons and dates. */
export function DuoHistory({ view, marks, words, format }: Props) {
  const { duo: text, list } = words.insightsDuos;
  const { past, tracked } = view;
  const byCycle = new Map(past.map((one) => [one.cycle.id, one]));
  const broken = breaksAmong(view.frame.cycles, tracked);
  return (
    <Section title={text.historyTitle}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Tracker
          words={words}
          cycles={tracked.map(({ id, opensOn }, index) => {
            const one = byCycle.get(id);
            return {
              name: cycleName(opensOn, view.frame.cycles, format),
              status: one ? (one.status ?? "incomplete") : null,
              reason: one?.reason,
              newQuestions: broken[index],
            };
          })}
        />
        <span className="text-ink-3 text-small">{list.legend}</span>
      </div>
      <div className="mt-4">
        <Table
          stacked
          caption={text.historyTitle}
          rows={past.toReversed()}
          rowKey={({ cycle }) => cycle.id}
          columns={historyColumns({ view, marks, words, format })}
        />
      </div>
    </Section>
  );
}

function historyColumns({ view, marks, words, format }: Props): Column<PastDuo>[] {
  const { column } = words.insightsDuos.duo;
  const { whole } = figureTexts({ words, format });
  return [
    {
      key: "cycle",
      header: column.cycle,
      rowHeader: true,
      anyLength: true,
      cell: ({ cycle }) => {
        const mark = (marks.get(cycle.id) ?? []).map((one) => markText(one, words)).join(", ");
        return (
          <>
            {cycleName(cycle.opensOn, view.frame.cycles, format)}
            {mark && <span className="block text-ink-3">{mark}</span>}
          </>
        );
      },
    },
    {
      key: "state",
      header: column.state,
      wrap: true,
      cell: ({ status, reason }) => (
        <span className="block not-print:max-lg:w-40">
          <StatusWord status={status ?? "incomplete"} reason={reason} words={words} />
        </span>
      ),
    },
    {
      key: "since",
      header: column.since,
      cell: ({ sinceOn }) => (sinceOn ? cycleName(sinceOn, view.frame.cycles, format) : words.charts.none),
    },
    { key: "level", header: column.level, numeric: true, cell: ({ level }) => whole(level) },
    {
      key: "agreement",
      header: column.agreement,
      cell: ({ agreement }) => <BandWord kind="agreement" band={agreement} words={words} />,
    },
  ];
}
