import { attributeFilters, filterHref } from "@/lib/insights/filters";
import type { TreeRow, UnitTreePage } from "@/lib/insights/units";
import { Link } from "../../link";
import { Section } from "../../section";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";
import { figureColumns, hasInterval } from "./figure-columns";

type Props = ViewProps & { rows: readonly TreeRow[]; frame: UnitTreePage["frame"] };

/**
 * The level of each unit in view that has one, with its uncertainty, and whether it differs from the company's beyond
 * chance. Why another has none stands in the heatmap.
 */
export function UnitLevels({ rows: all, frame, words, format }: Props) {
  const { units: text } = words.insightsDuos;
  const kept = { cycle: frame.filters.cycle, ...attributeFilters(frame.filters) };
  const levelOf = ({ figures }: TreeRow) => figures[0]!;
  const rows = all.filter((row) => levelOf(row).kind === "mean");
  if (rows.length < 2) return null;
  const verdictOf = ({ verdict }: TreeRow) => verdict;
  const columns = figureColumns<TreeRow>({ of: levelOf, verdictOf, words, format });
  return (
    <Section title={text.compareTitle} note={text.compareNote}>
      <Table
        stacked
        caption={text.compareTitle}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "unit",
            header: text.column.unit,
            rowHeader: true,
            anyLength: true,
            cell: ({ id, name }) => (
              <Link
                href={filterHref(`/insights/units/${id}`, { ...kept, unit: id })}
                className="hover:underline"
              >
                {name}
              </Link>
            ),
          },
          ...(rows.some(({ verdict }) => verdict) ? [columns.verdict] : []),
          { ...columns.figure, header: text.column.mean },
          ...(hasInterval(rows.map(levelOf)) ? [columns.interval] : []),
          columns.duos,
        ]}
      />
    </Section>
  );
}
