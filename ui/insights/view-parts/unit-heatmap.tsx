import { dimensionCodes } from "@/lib/domain/published";
import { type Figure, heatMeasures, isNotOffered } from "@/lib/insights/figures";
import type { HeatUnit } from "@/lib/insights/overview";
import type { Difference } from "@/lib/insights/unit-differences";
import { type HeatCell, Heatmap, type HeatRow } from "../../charts/heatmap";
import type { ViewProps } from "../../view-props";

type Props<Unit> = ViewProps & {
  caption: string;
  units: readonly Unit[];
  hrefOf: (unit: Unit) => string;
  /** For a tree: whether the units below are shown, and the link that changes it. */
  expandOf?: (unit: Unit) => HeatRow["expand"];
};

/** Units by level and dimension. */
export function UnitHeatmap<Unit extends HeatUnit>(props: Props<Unit>) {
  const { caption, units, hrefOf, expandOf, words, format } = props;
  const { heat, hidden } = words.insights;
  const measures = heatMeasures.map((_, index) => index).filter((index) => isShown(units, index));
  return (
    <Heatmap
      caption={caption}
      columns={[
        { key: heatMeasures[0], label: heat.level },
        ...dimensionCodes.map((code) => ({ key: code, label: heat.short[code] })),
      ].filter((_, index) => measures.includes(index))}
      rows={units.map((unit) => ({
        id: unit.id,
        label: unit.name,
        href: hrefOf(unit),
        depth: unit.depth,
        expand: expandOf?.(unit),
        counted:
          unit.counted === null || unit.enrolled === null
            ? undefined
            : { n: unit.counted, of: unit.enrolled },
        cells: measures.map((index) => {
          const figure = unit.figures[index]!;
          return figure.kind === "hidden"
            ? { hidden: hidden[figure.why] }
            : cellOf(figure, unit.differences[index]);
        }),
      }))}
      words={words}
      format={format}
    />
  );
}

/** Whether any unit has the measure: of some duos alone nothing masked is known. */
const isShown = (units: readonly HeatUnit[], index: number) =>
  !units.every(({ figures }) => isNotOffered(figures[index]!));

function cellOf(figure: Exclude<Figure, { kind: "hidden" }>, found: Difference | null | undefined): HeatCell {
  const difference = found ?? undefined;
  if (figure.kind === "mean") return { value: figure.value, masked: figure.masked, difference };
  if (figure.kind !== "bands") return { none: true };
  const { low, high } = figure.bands;
  return { low, high, of: figure.counted, difference };
}
