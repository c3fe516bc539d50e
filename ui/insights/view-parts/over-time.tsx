import type { StatusCode } from "@/lib/domain/published";
import { cycleLabel, cycleName } from "@/lib/i18n/cycle-name";
import { breaksAmong } from "@/lib/insights/duos";
import { filterHref, ranges } from "@/lib/insights/filters";
import { type InsightsFrame, rangeOf } from "@/lib/insights/frame";
import type { PastCycle } from "@/lib/insights/overview";
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

/** The mix of states and the level, cycle by cycle. */
export function OverTime({ frame, past, path, reorganized, level, words, format }: Props) {
  const { mix, trend } = words.insights;
  const { nOf } = figureTexts({ words, format });
  const name = (day: string) => ({
    label: cycleLabel(day, frame.cycles, format),
    name: cycleName(day, frame.cycles, format),
  });
  const marks = cycleMarks({ frame, past, reorganized, words, format });
  const hasBands = past.some(({ states }) => !states.hidden && states.states.some(({ band }) => band));
  const hasMasked = past.some(({ level }) => level.kind === "mean" && level.masked);
  return (
    <div className="grid gap-x-10 gap-y-10 lg:grid-cols-2 print:grid-cols-2 print:gap-6">
      <StatusMixBars
        interactive
        level={level}
        title={mix.title}
        note={[
          mix.note(format.count(past.length)),
          ...(past.length > 1 ? [mix.noteSets] : []),
          ...(hasBands ? [mix.noteBands] : []),
        ].join(" ")}
        actions={path && <RangeLinks frame={frame} path={path} words={words} />}
        cycles={past.map(({ cycle, states }) => ({
          ...name(cycle.opensOn),
          counts: countsOf(states),
          counted: states.hidden ? undefined : nOf(states.counted, states.enrolled),
          ...marks.get(cycle.id),
        }))}
        words={words}
        format={format}
      />
      <LevelTrend
        interactive
        level={level}
        title={trend.title}
        note={[
          trend.note,
          ...(hasMasked ? [trend.noteMasked] : []),
          words.charts.questions(frame.cycle.instrumentVersion),
        ].join(" ")}
        points={past.map(({ cycle, level }) => ({
          ...name(cycle.opensOn),
          ...(level.kind === "mean"
            ? {
                value: level.value,
                low: level.low,
                high: level.high,
                counted: nOf(level.counted, level.enrolled),
              }
            : { value: null }),
          ...marks.get(cycle.id),
        }))}
        words={words}
        format={format}
      />
    </div>
  );
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
  if (states.hidden || states.states.some(({ value }) => value === null)) return null;
  return Object.fromEntries(states.states.map(({ status, value }) => [status, value])) as Record<
    StatusCode,
    number
  >;
}
