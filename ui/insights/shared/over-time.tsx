import type { StatusCode } from "@/lib/domain/published";
import type { UnitStates } from "@/lib/insights/cells";
import { filterHref, ranges } from "@/lib/insights/filters";
import { type InsightsFrame, rangeOf } from "@/lib/insights/frame";
import type { PastCycle } from "@/lib/insights/overview";
import { LevelTrend } from "../../charts/level-trend";
import { StatusMixBars } from "../../charts/status-mix";
import { Link } from "../../link";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & {
  frame: InsightsFrame;
  past: readonly PastCycle[];
  path: string;
  /** Cycles in which the unit was not the one it was before. */
  reorganized?: ReadonlySet<string>;
};

/** The mix of states and the level, cycle by cycle. */
export function OverTime({ frame, past, path, reorganized, words, format }: Props) {
  const { mix, trend, range, lede } = words.insights;
  const name = (at: Date) => ({ label: format.shortMonth(at), name: format.monthYear(at) });
  const hasBands = past.some(({ states }) => !states.hidden && states.states.some(({ band }) => band));
  const chosen = rangeOf(frame.filters);
  return (
    <div className="grid gap-x-10 gap-y-10 lg:grid-cols-2 print:grid-cols-2 print:gap-6">
      <StatusMixBars
        interactive
        title={mix.title}
        note={[mix.note(format.whole(past.length)), ...(hasBands ? [mix.noteBands] : [])].join(" ")}
        actions={
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
        }
        cycles={past.map(({ cycle, states }) => ({
          ...name(cycle.opensAt),
          counts: countsOf(states),
          counted: states.hidden
            ? undefined
            : words.shell.figure.of(format.whole(states.counted), format.whole(states.enrolled)),
        }))}
        words={words}
        format={format}
      />
      <LevelTrend
        interactive
        title={trend.title}
        note={trend.note}
        points={past.map(({ cycle, level }, index) => {
          const before = past[index - 1]?.cycle;
          return {
            ...name(cycle.opensAt),
            value: level?.value ?? null,
            low: level?.low,
            high: level?.high,
            counted:
              typeof level?.counted === "number" && typeof level.enrolled === "number"
                ? lede.complete(format.whole(level.counted), format.whole(level.enrolled))
                : undefined,
            mark: reorganized?.has(cycle.id)
              ? trend.reorganized
              : before && before.instrumentVersion !== cycle.instrumentVersion
                ? trend.instrument
                : undefined,
          };
        })}
        words={words}
        format={format}
      />
    </div>
  );
}

/** Exact counts, or null where the cycle is hidden or has only bands. */
function countsOf(states: UnitStates): Record<StatusCode, number> | null {
  if (states.hidden || states.states.some(({ value }) => value === null)) return null;
  return Object.fromEntries(states.states.map(({ status, value }) => [status, value])) as Record<
    StatusCode,
    number
  >;
}
