import type { DimensionCode } from "@/lib/domain/published";
import { hiddenWhy } from "@/lib/insights/cells";
import type { Comparison, UnitDetail } from "@/lib/insights/units";
import { Section } from "../../section";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { view: Extract<UnitDetail, { kind: "unit" }> };

/** Every measure beside the company and the unit above, in words where the difference is more than chance. */
export function UnitComparisons({ view, words, format }: Props) {
  const { unit: text } = words.insightsDuos;
  const { column } = text;
  const { comparisons, parent } = view;
  if (comparisons.every(({ cell }) => !cell?.visible)) return null;
  const nameOf = ({ measure }: Comparison) =>
    measure === "level"
      ? text.level
      : words.status.dimension[measure.slice("dimension:".length) as DimensionCode];
  return (
    <Section title={text.compareTitle} note={text.compareNote}>
      <Table
        dense
        caption={text.compareTitle}
        rows={comparisons}
        rowKey={({ measure }) => measure}
        columns={[
          { key: "measure", header: column.measure, rowHeader: true, cell: nameOf },
          {
            key: "company",
            header: column.company,
            wrap: true,
            cell: ({ cell }) => {
              const why = hiddenWhy(cell);
              if (why) return <span className="text-ink-3">{words.insights.hidden[why]}</span>;
              return (
                <span className="block max-lg:w-32">
                  {cell?.verdict ? words.status.verdict[cell.verdict] : words.charts.none}
                </span>
              );
            },
          },
          ...(parent
            ? [
                {
                  key: "parent",
                  header: column.parent(parent.name),
                  cell: ({ withParent }: Comparison) =>
                    withParent ? words.status.verdict[withParent] : words.charts.none,
                },
              ]
            : []),
          {
            key: "mean",
            header: column.mean,
            numeric: true,
            cell: ({ cell }) =>
              typeof cell?.value === "number" ? format.whole(cell.value) : text.hiddenCell,
          },
          {
            key: "shrunken",
            header: column.shrunken,
            numeric: true,
            cell: ({ cell }) =>
              typeof cell?.shrunken === "number" ? format.whole(cell.shrunken) : words.charts.none,
          },
          {
            key: "duos",
            header: column.duos,
            numeric: true,
            cell: ({ cell }) =>
              typeof cell?.counted === "number" && typeof cell.enrolled === "number"
                ? words.shell.figure.of(format.whole(cell.counted), format.whole(cell.enrolled))
                : words.charts.none,
          },
        ]}
      />
    </Section>
  );
}
