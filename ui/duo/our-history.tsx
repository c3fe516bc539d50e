import { isDuring } from "@/lib/domain/cycles";
import { type DuoCycleSummary, type DuoPage, hasMissed } from "@/lib/domain/duos";
import { standing } from "@/lib/domain/moments";
import { actionsDuring } from "@/lib/domain/noted-actions";
import { cycleLabel, cycleName } from "@/lib/i18n/cycle-name";
import { beganIn, hasBreak } from "@/lib/insights/duos";
import { type ChartEvent, eventMark } from "../charts/event-mark";
import { LevelTrend } from "../charts/level-trend";
import { PastCommitments } from "../commitments/rated-commitments";
import { Disclosure } from "../disclosure";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import { BandHistory } from "./band-history";
import { CycleList } from "./cycle-list";

type Props = ViewProps & { duo: DuoPage };

/** The duo's cycles over time: levels, bands of topics, and a list with each cycle's state and whether the two talked. */
export function OurHistory({ duo, words, format }: Props) {
  const text = words.home.duo.history;
  const oldestFirst = duo.cycles.toReversed();
  const levels = oldestFirst.filter(({ published }) => published);
  // The same on the page of every cycle: the newest cycle that tells when the change began.
  const change = levels.findLast(({ published }) => published?.sinceFromOn)?.published;
  return (
    <Section title={text.title} note={text.note} className="border-line border-t pt-6">
      <Disclosure onPhone printed summary={text.show} target={{ id: "history", name: text.title }}>
        <div className="grid items-start gap-x-14 gap-y-8 lg:grid-cols-2">
          {levels.filter(({ published }) => published?.level != null).length > 1 && (
            <LevelTrend
              level={3}
              title={text.trendTitle}
              note={text.trendNote}
              points={levels.map((cycle, index) => ({
                label: cycleLabel(cycle.opensOn, duo.cycles, format),
                name: cycleName(cycle.opensOn, duo.cycles, format),
                value: cycle.published?.level ?? null,
                ...eventMark(eventsOf(cycle, [levels[index - 1], levels[index + 1]], { duo, words }), {
                  words,
                  format,
                }),
                began: change && beganIn(change, cycle) ? words.charts.began : undefined,
              }))}
              words={words}
              format={format}
            />
          )}
          <BandHistory cycles={oldestFirst} breaks={duo.breaks} words={words} format={format} />
          <Section level={3} title={text.cyclesTitle}>
            <CycleList duo={duo} words={words} format={format} />
          </Section>
          <PastCommitments
            past={duo.commitments.past}
            among={duo.cycles}
            side={duo.side}
            partnerName={duo.partnerName || words.home.formerPartner}
            words={words}
            format={format}
          />
        </div>
      </Disclosure>
    </Section>
  );
}

/**
 * What happened in a cycle: the two talked or had an impact moment that both confirmed, something was done for them, they
 * missed the cycles before it, or the questions changed.
 */
function eventsOf(
  now: DuoCycleSummary,
  [before, next]: readonly [before: DuoCycleSummary | undefined, next: DuoCycleSummary | undefined],
  { duo, words }: Pick<Props, "duo" | "words">,
): ChartEvent[] {
  const { talked, paused, pausedShort, newQuestions } = words.home.duo.history;
  return [
    ...(now.talkedAt ? [talked] : []),
    ...(hadMoment(now, duo) ? [words.moments.mark] : []),
    ...new Set(
      actionsDuring(duo.actions, now, next)
        .toReversed()
        .map(({ kind }) => words.notedActions.mark[kind]),
    ),
    ...(before && hasMissed(duo.cycles, before, now) ? [{ text: paused, short: pausedShort }] : []),
    ...(before && hasBreak(duo.breaks, before, now) ? [newQuestions] : []),
  ];
}

/** Whether a confirmed moment lies between the opening of this cycle and that of the duo's next one that stands. */
function hadMoment(cycle: DuoCycleSummary, { cycles, moments }: DuoPage): boolean {
  const next = cycles.findLast(({ number, state }) => number > cycle.number && state !== "withdrawn");
  return moments.some((moment) => {
    const confirmed = standing(moment);
    return confirmed !== null && isDuring(confirmed.day, cycle, next);
  });
}
