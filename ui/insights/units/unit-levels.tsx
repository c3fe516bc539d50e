import { hiddenWhy } from "@/lib/insights/cells";
import { filterHref } from "@/lib/insights/filters";
import type { TreeUnit, UnitTree } from "@/lib/insights/units";
import { Link } from "../../link";
import { Section } from "../../section";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { rows: readonly TreeUnit[]; frame: UnitTree["frame"] };

/** The level of each unit in view with its uncertainty, and whether it differs from the company's at all. */
export function UnitLevels({ rows, frame, words, format }: Props) {
  const { units: text } = words.insightsDuos;
  const { column } = text;
  const { cycle, pair } = frame.filters;
  const figure = (value: number | null | undefined) =>
    typeof value === "number" ? format.whole(value) : words.charts.none;
  const shown = rows.filter(({ level }) => level?.visible);
  if (shown.length < 2) return null;
  return (
    <Section title={text.compareTitle} note={`${text.compareNote} ${text.shrunkenNote}`}>
      <Table
        caption={text.compareTitle}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "unit",
            header: column.unit,
            rowHeader: true,
            cell: ({ id, name }) => (
              <Link
                href={filterHref(`/insights/units/${id}`, { cycle, pair, unit: id })}
                className="hover:underline"
              >
                {name}
              </Link>
            ),
          },
          {
            key: "verdict",
            header: column.verdict,
            wrap: true,
            cell: ({ level }) => {
              const why = hiddenWhy(level);
              if (why) return <span className="text-ink-3">{words.insights.hidden[why]}</span>;
              return level?.verdict ? words.status.verdict[level.verdict] : words.charts.none;
            },
          },
          {
            key: "shrunken",
            header: column.shrunken,
            numeric: true,
            cell: ({ level }) => figure(level?.shrunken),
          },
          { key: "mean", header: column.mean, numeric: true, cell: ({ level }) => figure(level?.value) },
          {
            key: "interval",
            header: column.interval,
            numeric: true,
            cell: ({ level }) =>
              typeof level?.low === "number" && typeof level.high === "number"
                ? words.charts.between(figure(level.low), figure(level.high))
                : words.charts.none,
          },
          {
            key: "duos",
            header: column.duos,
            numeric: true,
            cell: ({ level }) =>
              typeof level?.counted === "number" && typeof level.enrolled === "number"
                ? words.shell.figure.of(figure(level.counted), figure(level.enrolled))
                : words.charts.none,
          },
        ]}
      />
    </Section>
  );
}
