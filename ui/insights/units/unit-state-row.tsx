import { beginningsOf, hasBegun } from "@/lib/insights/beginnings";
import { attributeFilters, filterHref } from "@/lib/insights/filters";
import { showsDuos } from "@/lib/insights/frame";
import type { UnitDetail } from "@/lib/insights/units";
import { Stat, StatRow } from "../../stat";
import { StatusWord } from "../../status";
import type { ViewProps } from "../../view-props";
import { shareText } from "../view-parts/share-text";

type Props = ViewProps & { view: Extract<UnitDetail, { kind: "unit" }> };

/** How many of the unit's complete duos are in each state; in `private` the band of their share. */
export function UnitStateRow({ view, words, format }: Props) {
  const { states, frame } = view;
  if (states.hidden) return null;
  const { cycle, unit } = frame.filters;
  const begun = beginningsOf(frame);
  return (
    <StatRow>
      {states.states.map(({ status, value }) => (
        <Stat
          key={status}
          label={<StatusWord status={status} words={words} />}
          figure={shareText({ states, status, begun, words, format })}
          of={
            value === null || (value === 0 && !hasBegun(status, begun))
              ? undefined
              : words.insights.figure.of(format.whole(states.counted))
          }
          href={
            showsDuos(frame.cycle) && value !== null
              ? filterHref("/insights/duos", { cycle, unit, ...attributeFilters(frame.filters) }, { status })
              : undefined
          }
        />
      ))}
    </StatRow>
  );
}
