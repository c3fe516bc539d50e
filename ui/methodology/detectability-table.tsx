import {
  detectability,
  detectabilityGrid,
  type Setting,
  withMoreAnswers,
} from "@/lib/methodology/detectability";
import { cadences } from "@/lib/schedule/choices";
import { type Seen, seenColumns } from "../seeing/seen-columns";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";

/** Share of answered surveys that the table is for; the column beside it has one survey in ten more. */
const response = detectabilityGrid.response[2];

type Row = Setting & Seen;

const rows: readonly Row[] = cadences.flatMap((cadence) =>
  detectabilityGrid.duos.map((duos) => {
    const setting = { duos, response, cadence };
    return { ...setting, seen: detectability(setting), more: withMoreAnswers(setting) };
  }),
);

/** What the rule sees by interval between cycles and number of duos, and what more answers would bring. */
export function DetectabilityTable({ words, format }: ViewProps) {
  const { detectability: text, cadence: cadenceText } = words.methodology;
  const columns: Column<Row>[] = [
    {
      key: "rhythm",
      header: cadenceText.rhythm,
      rowHeader: true,
      wrap: true,
      cell: ({ cadence }) => cadenceText.names[cadence],
    },
    { key: "duos", header: text.duos, numeric: true, cell: ({ duos }) => format.whole(duos) },
    ...seenColumns<Row>(text, format),
  ];
  return (
    <Table
      caption={text.caption(format.percent(response))}
      columns={columns}
      rows={rows}
      rowKey={({ cadence, duos }) => `${cadence} ${duos}`}
    />
  );
}
