import { type Cadence, cadences, nextOpenings } from "@/lib/cycles";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { type Column, Table } from "../table";

type Props = { from: string; words: Dictionary["program"]["cadence"]; format: Formats };

/** What a rhythm costs in detection, where it is chosen, with the next three openings of each. */
export function CadenceTable({ from, words, format }: Props) {
  const columns: Column<Cadence>[] = [
    { key: "rhythm", header: words.rhythm, rowHeader: true, cell: (cadence) => words.names[cadence] },
    {
      key: "next",
      header: words.next,
      wrap: true,
      cell: (cadence) => nextOpenings(from, cadence).map(format.calendarDay).join(", "),
    },
    { key: "finds", header: words.finds, wrap: true, cell: (cadence) => words.text[cadence] },
  ];
  return <Table caption={words.caption} columns={columns} rows={cadences} rowKey={(cadence) => cadence} />;
}
