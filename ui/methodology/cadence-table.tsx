import { type CadenceHonesty, cadenceHonesty } from "@/lib/methodology/cadence";
import type { Cadence } from "@/lib/schedule/choices";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";

type Props = ViewProps & {
  /** A column with the next openings of each rhythm. */
  next?: { header: string; of: (cadence: Cadence) => string };
};

/** What each rhythm of cycles can and cannot find. */
export function CadenceTable({ words, format, next }: Props) {
  const text = words.methodology.cadence;
  const columns: Column<CadenceHonesty>[] = [
    { key: "rhythm", header: text.rhythm, rowHeader: true, cell: ({ cadence }) => text.names[cadence] },
    ...(next
      ? [
          {
            key: "next",
            header: next.header,
            wrap: true,
            cell: (row: CadenceHonesty) => next.of(row.cadence),
          },
        ]
      : []),
    {
      key: "first",
      header: text.first,
      wrap: true,
      cell: ({ weeksToFirstTrend }) => text.after(format.whole(weeksToFirstTrend)),
    },
    { key: "finds", header: text.finds, wrap: true, cell: (row) => finds(row, text, format) },
  ];
  return (
    <Table caption={text.caption} columns={columns} rows={cadenceHonesty} rowKey={({ cadence }) => cadence} />
  );
}

type Text = Props["words"]["methodology"]["cadence"];

function finds({ detection }: CadenceHonesty, text: Text, format: Props["format"]): string {
  const found = detection.map(({ afterCycles, drops, slides }) => {
    const drop = text.detection(format.whole(afterCycles), format.percent(drops));
    return slides === undefined ? drop : drop + text.slides(format.percent(slides));
  });
  return found.join("; ") || text.notSimulated;
}
