import { cycleName } from "@/lib/i18n/cycle-name";
import type { ChangedDuo } from "@/lib/insights/changes-view";
import { breaksAmong } from "@/lib/insights/duos";
import type { CycleFacts, InsightsFrame } from "@/lib/insights/frame";
import { changeSentence, olderStateWords } from "@/lib/insights/sentence";
import { Tracker } from "../../charts/tracker";
import { linkBesideText } from "../../link-look";
import { SoftLinks } from "../../soft-links";
import { still } from "../../static-html";
import { StatusGlyph } from "../../status";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & {
  duos: readonly ChangedDuo[];
  /** The cycle in view, when it was published, and the others by which cycles are named. */
  frame: InsightsFrame;
  hrefOf: (duo: ChangedDuo) => string;
  /** Cycles whose states each line shows; with them it also names the unit and the pair. */
  tracked?: readonly CycleFacts[];
};

/** Duos whose state changed, each with what changed and on what evidence. */
export function ChangeList(props: Props) {
  return (
    <SoftLinks>
      <ul className="border-line border-t" {...still(<Items {...props} />)} />
    </SoftLinks>
  );
}

function Items({ duos, frame, hrefOf, tracked, words, format }: Props) {
  const broken = breaksAmong(frame.cycles, tracked ?? []);
  return duos.map((duo) => (
    <li key={duo.duoId} className="flex gap-3 border-line border-b py-2.5">
      <span className="w-5 shrink-0 pt-0.5 text-center">
        {duo.status && <StatusGlyph status={duo.status} reason={duo.reason} />}
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <bdi className="font-semibold">{duo.name}</bdi>
          {tracked && (
            <span className="text-small text-ink-3">
              <bdi>{duo.unitName}</bdi> · {words.status.pairType[duo.pairType]}
            </span>
          )}
        </p>
        <p className="text-ink-2 text-small">
          {changeSentence(duo, { at: frame.cycle.publishedAt, among: frame.cycles }, { words, format })}{" "}
          {olderStateWords(duo, frame.cycles, { words, format })}{" "}
          {duo.endedOn && words.notedActions.ended.mark(format.calendarDay(duo.endedOn))}
        </p>
      </div>
      {tracked && (
        <span className="not-print:max-md:hidden">
          <Tracker
            words={words}
            cycles={tracked.map(({ opensOn }, index) => ({
              name: cycleName(opensOn, frame.cycles, format),
              ...(duo.states[index] ?? { status: null }),
              newQuestions: broken[index],
            }))}
          />
        </span>
      )}
      <a
        href={hrefOf(duo)}
        aria-label={words.insights.changed.open(duo.name)}
        className={`${linkBesideText} text-small print:hidden`}
      >
        {words.shell.action.open}
      </a>
    </li>
  ));
}
