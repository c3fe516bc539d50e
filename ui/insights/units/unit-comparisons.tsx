import type { DimensionCode } from "@/lib/domain/published";
import type { Comparison, UnitDetail } from "@/lib/insights/units";
import { Section } from "../../section";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";
import { figureColumns, Verdict } from "./figure-columns";

type Props = ViewProps & { view: Extract<UnitDetail, { kind: "unit" }> };

/** Every measure compared with the company and with the unit above, in words where the difference is beyond chance. */
export function UnitComparisons({ view: { comparisons, parent }, words, format }: Props) {
  const { unit: text } = words.insightsDuos;
  if (comparisons.every(({ figure }) => !("counted" in figure))) return null;
  const hasBands = comparisons.some(({ figure }) => figure.kind === "bands");
  const nameOf = ({ measure }: Comparison) =>
    measure === "level"
      ? text.level
      : words.status.dimension[measure.slice("dimension:".length) as DimensionCode];
  const columns = figureColumns<Comparison>({ of: ({ figure }) => figure, words, format });
  const parentColumn = parent && {
    key: "parent",
    header: <div className="cell-text">{text.column.parent(parent.name)}</div>,
    cell: ({ withParent }: Comparison) => (withParent ? words.status.verdict[withParent] : words.charts.none),
  };
  return (
    <Section title={text.compareTitle} note={hasBands ? text.compareNoteBands : text.compareNote}>
      <Table
        dense
        caption={text.compareTitle}
        rows={comparisons}
        rowKey={({ measure }) => measure}
        columns={[
          { key: "measure", header: text.column.measure, rowHeader: true, cell: nameOf },
          {
            ...columns.verdict,
            cell: ({ figure, verdict }) => (
              <span className={figure.kind === "hidden" ? undefined : "block max-lg:w-32"}>
                <Verdict figure={figure} verdict={verdict} words={words} />
              </span>
            ),
          },
          ...(parentColumn ? [parentColumn] : []),
          {
            ...columns.figure,
            cell: (row) => (row.figure.kind === "hidden" ? text.hiddenCell : columns.figure.cell(row)),
          },
          columns.duos,
        ]}
      />
    </Section>
  );
}
