import {
  type Detectability,
  detectability,
  detectabilityGrid,
  type Setting,
  withMoreAnswers,
} from "@/lib/methodology/detectability";
import { cadences } from "@/lib/schedule/choices";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";

/** Share of answered surveys that the table is for; the column beside it has one survey in ten more. */
const response = detectabilityGrid.response[2];

type Row = Setting & { seen: Detectability; more: Detectability };

const rows: readonly Row[] = cadences.flatMap((cadence) =>
  detectabilityGrid.duos.map((duos) => {
    const setting = { duos, response, cadence };
    return { ...setting, seen: detectability(setting), more: withMoreAnswers(setting) };
  }),
);

/** What the rule sees by interval between cycles and number of duos, and what more answers would bring. */
export function DetectabilityTable({ words, format }: ViewProps) {
  const { detectability: text, cadence: cadenceText } = words.methodology;
  const column = (header: string, cell: (row: Row) => string): Column<Row> => ({
    key: header,
    header,
    numeric: true,
    cell,
  });
  const columns: Column<Row>[] = [
    {
      key: "rhythm",
      header: cadenceText.rhythm,
      rowHeader: true,
      cell: ({ cadence }) => cadenceText.names[cadence],
    },
    column(text.duos, ({ duos }) => format.whole(duos)),
    column(text.drops, ({ seen }) => format.percent(seen.drops)),
    column(text.slides, ({ seen }) => format.percent(seen.slides)),
    column(text.falseAlarms, ({ seen }) => format.tenth(seen.falseAlarms)),
    column(text.dropsMore, ({ more }) => format.percent(more.drops)),
    column(text.slidesMore, ({ more }) => format.percent(more.slides)),
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
