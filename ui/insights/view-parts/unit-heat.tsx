import { groupBy } from "@/lib/domain/group-by";
import { type HiddenWhy, hiddenAlike, isNotOffered } from "@/lib/insights/figures";
import { filterHref, isPart } from "@/lib/insights/filters";
import type { InsightsFrame } from "@/lib/insights/frame";
import { silentDuos } from "@/lib/insights/heat-columns";
import type { HeatUnit } from "@/lib/insights/overview";
import { Section } from "../../section";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";
import { UnitHeatmap } from "./unit-heatmap";

type Props = ViewProps & {
  frame: InsightsFrame;
  heat: readonly HeatUnit[];
  moreUnits: number;
  /** Why the page says that it shows nothing: the same is not said again here. */
  said?: HiddenWhy;
};

/** Whether the unit has a duo that the filters match. */
const hasFigure = ({ figures }: HeatUnit) =>
  figures.some((figure) => figure.kind !== "none" && !isNotOffered(figure));

/** The unit and those right below it, by level and dimension; nothing where the page says that no duo is complete. */
export function UnitHeat({ frame, heat, moreUnits, said, words, format }: Props) {
  const { heat: text } = words.insights;
  const { filters } = frame;
  const kept = { ...filters, range: undefined };
  const every = heat.flatMap(({ figures }) => figures);
  if (every.every(isNotOffered) || (said && hiddenAlike(every) === said)) return null;
  const asked = isPart(filters) ? heat.filter(hasFigure) : heat;
  if (asked.length === 0 || silentDuos(asked) !== undefined) return null;
  const shown = asked.filter(({ figures }) => !hiddenAlike(figures));
  const note =
    frame.cycle.sharingMode === "private" ? text.notePrivate : isPart(filters) ? text.notePart : text.note;
  return (
    <Section
      title={text.title}
      note={asked.length < heat.length ? `${note} ${text.leftOut}` : note}
      actions={<TextLink href={filterHref("/insights/units", kept)}>{text.all}</TextLink>}
    >
      {shown.length > 0 && (
        <UnitHeatmap
          caption={text.title}
          units={shown}
          hrefOf={({ id }) => filterHref(`/insights/units/${id}`, kept, { unit: id })}
          words={words}
          format={format}
        />
      )}
      <HiddenWhole units={asked} words={words} format={format} />
      {moreUnits > 0 && <p className="mt-2 text-ink-3 text-small">{text.more(format.count(moreUnits))}</p>}
    </Section>
  );
}

/** The units of which nothing is shown, and why: each reason once. */
function HiddenWhole({ units, words, format }: ViewProps & { units: readonly HeatUnit[] }) {
  const { beside, hidden } = words.insights;
  return [...groupBy(units, ({ figures }) => hiddenAlike(figures))].map(
    ([why, of]) =>
      why && (
        <p key={why} className="mt-2 max-w-reading text-ink-2 text-small">
          {beside.hidden(format.list(of.map(({ name }) => name)), hidden[why])}
        </p>
      ),
  );
}
