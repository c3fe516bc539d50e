import { cycleNameInYear } from "@/lib/i18n/cycle-name";
import { beginningsOf } from "@/lib/insights/beginnings";
import { filterHref } from "@/lib/insights/filters";
import type { InsightsFrame } from "@/lib/insights/frame";
import type { UnitCard } from "@/lib/insights/overview";
import { completeWords, movesSince, stateSentence } from "@/lib/insights/sentence";
import { Card } from "../../card";
import { PageTitle } from "../../page-title";
import { Section } from "../../section";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";
import { reportHref } from "../report/report-link";
import { UnitsBeside } from "./units-beside";

type Props = ViewProps & { frame: InsightsFrame; cards: readonly UnitCard[] };

/** One card for each unit that the reader leads; a sum over them could reveal figures that are hidden in one. */
export function UnitCards({ frame, cards, words, format }: Props) {
  const text = words.insights;
  const tooEarly = !beginningsOf(frame).trends;
  return (
    <>
      <PageTitle title={text.cards.title} />
      <UnitsBeside frame={frame} units={cards} words={words} format={format} />
      <div className="grid gap-6 md:grid-cols-2">
        {cards.map(({ id, name, states, comparison }) => {
          const cycle = frame.previous && cycleNameInYear(frame.previous.opensOn, frame.cycles, format);
          const since = movesSince(comparison, cycle);
          return (
            <Card key={id}>
              <Section title={name}>
                <p className="text-ink-2">
                  {states.hidden
                    ? text.hidden[states.hidden]
                    : stateSentence({ ...states, tooEarly }, since, { words, format })}
                </p>
                {!states.hidden && (
                  <p className="mt-1 text-ink-3 text-small tabular-nums">
                    {completeWords({ filters: frame.filters, states }, { words, format })}
                  </p>
                )}
                <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-small">
                  <TextLink href={filterHref("/insights", frame.filters, { unit: id })}>
                    {text.cards.open(name)}
                  </TextLink>
                  <TextLink href={reportHref(frame, id)}>{text.cards.report(name)}</TextLink>
                </p>
              </Section>
            </Card>
          );
        })}
      </div>
    </>
  );
}
