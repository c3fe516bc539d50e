import type { ReactNode } from "react";
import type { StatusCode } from "@/lib/domain/published";
import { cycleLabel, cycleName } from "@/lib/i18n/cycle-name";
import { breaksAmong } from "@/lib/insights/duos";
import { filterHref, ranges } from "@/lib/insights/filters";
import { type InsightsFrame, rangeOf } from "@/lib/insights/frame";
import { hasCounts, type PastCycle } from "@/lib/insights/overview";
import type { UnitStates } from "@/lib/insights/unit-states";
import { type EventMark, eventMark } from "../../charts/event-mark";
import { LevelTrend } from "../../charts/level-trend";
import { StatusMixBars } from "../../charts/status-mix";
import { figureTexts } from "../../figures";
import { Link } from "../../link";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & {
  frame: InsightsFrame;
  past: readonly PastCycle[];
  /** The page that links to other ranges lead to; a view that has its cycles chosen in another way has none. */
  path?: string;
  /** Cycles before which the unit was reorganized. */
  reorganized?: ReadonlySet<string>;
  /** Of the charts' headings. */
  level?: 2 | 3;
};

/** The mix of states and the level, cycle by cycle; a chart without anything to show is left out. */
export function OverTime(props: Props) {
  const { frame, past, path, words } = props;
  const hasMix = past.some(({ states }) => hasCounts(states));
  const rangeLinks = path && <RangeLinks frame={frame} path={path} words={words} />;
  return (
    <div className="grid gap-x-10 gap-y-10 lg:grid-cols-2 print:grid-cols-2 print:gap-6">
      {hasMix && <Mix {...props} actions={rangeLinks} />}
      {past.some(({ level: { kind } }) => kind === "mean") && (
        <Levels {...props} actions={!hasMix && rangeLinks} />
      )}
    </div>
  );
}

type ChartProps = Props & { actions: ReactNode };

function Mix({ actions, level, ...props }: ChartProps) {
  const { past, words, format } = props;
  const { mix } = words.insights;
  const { nOf } = figureTexts({ words, format });
  const placed = placesOf(props);
  const hasPrivate = past.some(({ cycle }) => cycle.sharingMode === "private");
  return (
    <StatusMixBars
      interactive
      level={level}
      title={mix.title}
      note={[
        mix.note(format.count(past.length)),
        ...(past.length > 1 ? [mix.noteSets] : []),
        ...(hasPrivate ? [mix.noteBands] : []),
      ].join(" ")}
      actions={actions}
      cycles={past.map(({ cycle, states }) => ({
        ...placed(cycle),
        counts: countsOf(states),
        counted: states.hidden ? undefined : nOf(states.counted, states.enrolled),
      }))}
      words={words}
      format={format}
    />
  );
}

function Levels({ actions, level: heading, ...props }: ChartProps) {
  const { frame, past, words, format } = props;
  const { trend } = words.insights;
  const { nOf } = figureTexts({ words, format });
  const placed = placesOf(props);
  const hasMasked = past.some(({ level }) => level.kind === "mean" && level.masked);
  const hasHidden = past.some(({ level }) => level.kind === "hidden");
  return (
    <LevelTrend
      interactive
      level={heading}
      title={trend.title}
      note={[
        trend.note,
        ...(hasMasked ? [trend.noteMasked] : []),
        ...(hasHidden ? [trend.noteHidden] : []),
        words.charts.questions(frame.cycle.instrumentVersion),
      ].join(" ")}
      actions={actions}
      points={past.map(({ cycle, level }) => ({
        ...placed(cycle),
        ...(level.kind === "mean"
          ? {
              value: level.value,
              low: level.low,
              high: level.high,
              counted: nOf(level.counted, level.enrolled),
            }
          : { value: null }),
      }))}
      words={words}
      format={format}
    />
  );
}

/** What a cycle is called on an axis and in full, and what happened before it. */
function placesOf(props: Props) {
  const { frame, format } = props;
  const marks = cycleMarks(props);
  return ({ id, opensOn }: PastCycle["cycle"]) => ({
    label: cycleLabel(opensOn, frame.cycles, format),
    name: cycleName(opensOn, frame.cycles, format),
    ...marks.get(id),
  });
}

function RangeLinks({ frame, path, words }: Pick<Props, "frame" | "words"> & { path: string }) {
  const { range } = words.insights;
  const chosen = rangeOf(frame.filters);
  return (
    <nav aria-label={range.label} className="flex gap-3">
      {ranges.map((one) => (
        <Link
          key={one}
          href={filterHref(path, frame.filters, { range: one })}
          scroll={false}
          aria-current={Number(one) === chosen || undefined}
          className="text-ink-3 hover:text-ink hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
        >
          <span className="sr-only">{range.cycles(one)}</span>
          <span aria-hidden="true">{one}</span>
        </Link>
      ))}
    </nav>
  );
}

/** What happened before each cycle that something happened before: new questions, a reorganization, or both. */
export function cycleMarks({
  frame,
  past,
  reorganized,
  words,
  format,
}: Pick<Props, "frame" | "past" | "reorganized" | "words" | "format">): ReadonlyMap<
  string,
  Partial<EventMark>
> {
  const { trend } = words.insights;
  const cycles = past.map(({ cycle }) => cycle);
  const broken = breaksAmong(frame.cycles, cycles);
  return new Map(
    cycles.flatMap(({ id }, index) => {
      const marks = [
        ...(broken[index] ? [trend.instrument] : []),
        ...(reorganized?.has(id) ? [trend.reorganized] : []),
      ];
      return marks.length > 0 ? [[id, eventMark(marks, { words, format })] as const] : [];
    }),
  );
}

/** Counts by state; null where the cycle is hidden or has bands only. */
function countsOf(states: UnitStates): Record<StatusCode, number> | null {
  if (states.hidden || !hasCounts(states)) return null;
  return Object.fromEntries(states.states.map(({ status, value }) => [status, value])) as Record<
    StatusCode,
    number
  >;
}
