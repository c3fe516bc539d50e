import { dimensionCodes } from "@/lib/domain/published";
import { filterHref } from "@/lib/insights/filters";
import type { InsightsFrame } from "@/lib/insights/frame";
import { type HeatUnit, heatMeasures } from "@/lib/insights/overview";
import { Heatmap } from "../../charts/heatmap";
import { Section } from "../../section";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { frame: InsightsFrame; heat: readonly HeatUnit[]; moreUnits: number };

/** The unit and those right below it, by level and dimension. */
export function UnitHeat({ frame, heat, moreUnits, words, format }: Props) {
  const { heat: text, hidden } = words.insights;
  const kept = { ...frame.filters, range: undefined };
  return (
    <Section
      title={text.title}
      note={text.note}
      actions={<TextLink href={filterHref("/insights/units", kept)}>{text.all}</TextLink>}
    >
      <Heatmap
        caption={text.title}
        columns={[
          { key: heatMeasures[0], label: text.level },
          ...dimensionCodes.map((code) => ({ key: code, label: text.short[code] })),
        ]}
        rows={heat.map((unit) => ({
          id: unit.id,
          label: unit.name,
          href: filterHref(`/insights/units/${unit.id}`, kept, { unit: unit.id }),
          depth: unit.depth,
          counted:
            unit.counted === null || unit.enrolled === null
              ? undefined
              : { n: unit.counted, of: unit.enrolled },
          cells: unit.cells.map((cell) =>
            cell.hidden ? { hidden: hidden[cell.hidden] } : { value: cell.value },
          ),
        }))}
        words={words}
        format={format}
      />
      {moreUnits > 0 && <p className="mt-2 text-ink-3 text-small">{text.more(format.whole(moreUnits))}</p>}
    </Section>
  );
}
