import { filterHref } from "@/lib/insights/filters";
import type { TreeUnit, UnitTree } from "@/lib/insights/units";
import { Link } from "../../link";
import { Section } from "../../section";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";
import { cellColumns } from "./cell-columns";

type Props = ViewProps & { rows: readonly TreeUnit[]; frame: UnitTree["frame"] };

/** The level of each unit in view with its uncertainty, and whether it differs from the company's beyond chance. */
export function UnitLevels({ rows, frame, words, format }: Props) {
  const { units: text } = words.insightsDuos;
  const { cycle, pair } = frame.filters;
  const shown = rows.filter(({ level }) => level?.visible);
  if (shown.length < 2) return null;
  const columns = cellColumns<TreeUnit>({ of: ({ level }) => level, words, format });
  return (
    <Section title={text.compareTitle} note={`${text.compareNote} ${text.shrunkenNote}`}>
      <Table
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
                href={filterHref(`/insights/units/${id}`, { cycle, pair, unit: id })}
                className="hover:underline"
              >
                {name}
              </Link>
            ),
          },
          columns.verdict,
          columns.shrunken,
          columns.mean,
          columns.interval,
          columns.duos,
        ]}
      />
    </Section>
  );
}
