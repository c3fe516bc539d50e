import { dimensionCodes } from "@/lib/domain/published";
import { type Figure, heatMeasures } from "@/lib/insights/figures";
import { heatColumns, silentDuos } from "@/lib/insights/heat-columns";
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

/** Units by level and dimension. What is so of every unit is said once above them: that nothing is shown, and why. */
export function UnitHeatmap<Unit extends HeatUnit>(props: Props<Unit>) {
  const { caption, units, hrefOf, expandOf, words, format } = props;
  const { heat, hidden } = words.insights;
  const columns = [
    { key: heatMeasures[0], label: heat.level },
    ...dimensionCodes.map((code) => ({ key: code, label: heat.short[code] })),
  ];
  const { shown, hidden: hiddenOfAll } = heatColumns(units);
  const silent = silentDuos(units);
  const isWhole = hiddenOfAll[0]?.measures.length === columns.length;
  const reasons =
    silent === undefined
      ? hiddenOfAll.map(({ why, measures }) =>
          isWhole
            ? hidden[why]
            : words.insights.beside.hidden(
                format.list(measures.map((index) => columns[index]!.label)),
                hidden[why],
              ),
        )
      : [words.insights.sentence.noneComplete(format.count(silent))];
  return (
    <>
      {reasons.map((reason) => (
        <p key={reason} className="mb-3 max-w-reading text-ink-2">
          {reason}
        </p>
      ))}
      <Heatmap
        caption={caption}
        columns={columns.filter((_, index) => shown.includes(index))}
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
          cells: shown.map((index) => {
            const figure = unit.figures[index]!;
            return figure.kind === "hidden"
              ? { hidden: hidden[figure.why] }
              : cellOf(figure, unit.differences[index]);
          }),
        }))}
        words={words}
        format={format}
      />
    </>
  );
}

function cellOf(figure: Exclude<Figure, { kind: "hidden" }>, found: Difference | null | undefined): HeatCell {
  const difference = found ?? undefined;
  if (figure.kind === "mean") return { value: figure.value, masked: figure.masked, difference };
  if (figure.kind !== "bands") return { none: true };
  const { low, high } = figure.bands;
  return { low, high, of: figure.counted, difference };
}
