import type { DimensionCode } from "@/lib/domain/published";
import { isNotOffered } from "@/lib/insights/figures";
import type { Comparison, UnitDetail } from "@/lib/insights/units";
import { Section } from "../../section";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";
import { figureColumns, Verdict } from "./figure-columns";

type Props = ViewProps & { view: Extract<UnitDetail, { kind: "unit" }> };

/** Every measure compared with the company and with the unit above, in words where the difference is beyond chance. */
export function UnitComparisons({ view, words, format }: Props) {
  const { parent } = view;
  const { unit: text } = words.insightsDuos;
  const comparisons = view.comparisons.filter(({ figure }) => !isNotOffered(figure));
  if (comparisons.every(({ figure }) => !("counted" in figure))) return null;
  const hasBands = comparisons.some(({ figure }) => figure.kind === "bands");
  const nameOf = ({ measure }: Comparison) =>
    measure === "level"
      ? text.level
      : words.status.dimension[measure.slice("dimension:".length) as DimensionCode];
  const columns = figureColumns<Comparison>({ of: ({ figure }) => figure, words, format });
  // The company is compared with nothing, and below it there may be nothing to compare with.
  const hasVerdicts = comparisons.some(({ verdict }) => verdict);
  const hasParent = parent && comparisons.some(({ withParent }) => withParent);
  const parentColumn = hasParent && {
    key: "parent",
    header: text.column.parent(parent.name),
    anyLengthHeader: true,
    cell: ({ withParent }: Comparison) => (withParent ? words.status.verdict[withParent] : words.charts.none),
  };
  const verdictColumn: typeof columns.verdict = {
    ...columns.verdict,
    cell: ({ figure, verdict }) => (
      <span className={figure.kind === "hidden" ? undefined : "block max-lg:w-32"}>
        <Verdict figure={figure} verdict={verdict} words={words} />
      </span>
    ),
  };
  // Why a figure is hidden is written in the column of the comparison, or in its own cell where that column is left out.
  const hiddenCell = ({ figure, verdict }: Comparison) =>
    hasVerdicts ? text.hiddenCell : <Verdict figure={figure} verdict={verdict} words={words} />;
  const isCompared = hasVerdicts || hasParent;
  const title = isCompared ? text.compareTitle : text.topicsTitle;
  const compareNote = hasBands ? text.compareNoteBands : text.compareNote;
  const note = isCompared ? compareNote : hasBands && text.topicsNote;
  return (
    <Section title={title} note={note}>
      <Table
        stacked
        dense
        caption={title}
        rows={comparisons}
        rowKey={({ measure }) => measure}
        columns={[
          { key: "measure", header: text.column.measure, rowHeader: true, cell: nameOf },
          ...(hasVerdicts ? [verdictColumn] : []),
          ...(parentColumn ? [parentColumn] : []),
          {
            ...columns.figure,
            cell: (row) => (row.figure.kind === "hidden" ? hiddenCell(row) : columns.figure.cell(row)),
          },
          columns.duos,
        ]}
      />
    </Section>
  );
}
