import type { DimensionCode } from "@/lib/domain/published";
import { hiddenWhy } from "@/lib/insights/cells";
import type { Comparison, UnitDetail } from "@/lib/insights/units";
import { Section } from "../../section";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";
import { cellColumns, Verdict } from "./cell-columns";

type Props = ViewProps & { view: Extract<UnitDetail, { kind: "unit" }> };

/** Every measure compared with the company and with the unit above, in words where the difference is beyond chance. */
export function UnitComparisons({ view: { comparisons, parent }, words, format }: Props) {
  const { unit: text } = words.insightsDuos;
  if (comparisons.every(({ cell }) => !cell?.visible)) return null;
  const nameOf = ({ measure }: Comparison) =>
    measure === "level"
      ? text.level
      : words.status.dimension[measure.slice("dimension:".length) as DimensionCode];
  const columns = cellColumns<Comparison>({ of: ({ cell }) => cell, words, format });
  const parentColumn = parent && {
    key: "parent",
    header: <div className="cell-text">{text.column.parent(parent.name)}</div>,
    cell: ({ withParent }: Comparison) => (withParent ? words.status.verdict[withParent] : words.charts.none),
  };
  return (
    <Section title={text.compareTitle} note={text.compareNote}>
      <Table
        dense
        caption={text.compareTitle}
        rows={comparisons}
        rowKey={({ measure }) => measure}
        columns={[
          { key: "measure", header: text.column.measure, rowHeader: true, cell: nameOf },
          {
            ...columns.verdict,
            cell: ({ cell }) => (
              <span className={hiddenWhy(cell) ? undefined : "block max-lg:w-32"}>
                <Verdict figure={cell} words={words} />
              </span>
            ),
          },
          ...(parentColumn ? [parentColumn] : []),
          {
            ...columns.mean,
            cell: (row) => (typeof row.cell?.value === "number" ? columns.mean.cell(row) : text.hiddenCell),
          },
          columns.shrunken,
          columns.duos,
        ]}
      />
    </Section>
  );
}
