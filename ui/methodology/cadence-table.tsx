import type { Cadence } from "@/lib/domain/cycles";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { type CadenceHonesty, cadenceHonesty } from "@/lib/methodology/cadence";
import { type Column, Table } from "../table";

type Props = {
  words: Dictionary["methodology"]["cadence"];
  format: Formats;
  /** The next openings of a rhythm, where one is being chosen. */
  next?: { header: string; of: (cadence: Cadence) => string };
};

/** What each rhythm of cycles can and cannot find. */
export function CadenceTable({ words, format, next }: Props) {
  const columns: Column<CadenceHonesty>[] = [
    { key: "rhythm", header: words.rhythm, rowHeader: true, cell: ({ cadence }) => words.names[cadence] },
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
      header: words.first,
      wrap: true,
      cell: ({ weeksToFirstTrend }) => words.after(format.whole(weeksToFirstTrend)),
    },
    { key: "finds", header: words.finds, wrap: true, cell: (row) => finds(row, words, format) },
  ];
  return (
    <Table
      caption={words.caption}
      columns={columns}
      rows={cadenceHonesty}
      rowKey={({ cadence }) => cadence}
    />
  );
}

function finds({ detection }: CadenceHonesty, words: Props["words"], format: Formats): string {
  const found = detection.map(({ afterCycles, drops, slides }) => {
    const [low, high] = [format.percent(drops.low), format.percent(drops.high)];
    const share = low === high ? low : words.range(low, high);
    const text = words.detection(format.whole(afterCycles), share);
    return slides === undefined ? text : text + words.slides(format.percent(slides));
  });
  return found.join("; ") || words.notSimulated;
}
