import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { CANT_SAY } from "@/lib/instrument/answers";
import { type ExampleItem, type WorkedExample, workedExample } from "@/lib/methodology/example";
import { StatusWord } from "../status";
import { type Column, Table } from "../table";

type Props = { words: Dictionary["methodology"]["example"]; format: Formats };

/** The worked example's last cycle: answers, item scores and dimensions of both partners. */
export function ExampleAnswers({
  words,
  format,
  dimensionNames,
}: Props & { dimensionNames: Dictionary["status"]["dimension"] }) {
  const { items, dimensions } = workedExample();
  const score = (value: number | undefined) => (value === undefined ? words.missing : format.tenth(value));
  const sideColumns = (side: "ic" | "manager", header: string): Column<ExampleItem>[] => [
    {
      key: `${side} answer`,
      header,
      numeric: true,
      cell: (item) => (item[side].answer === CANT_SAY ? words.cantSay : item[side].answer),
    },
    { key: `${side} score`, header: words.item, numeric: true, cell: (item) => score(item[side].score) },
    {
      key: `${side} dimension`,
      header: words.dimension,
      numeric: true,
      cell: (item) => (isFirst(items, item) ? score(dimensions[side][item.dimension]) : ""),
    },
  ];
  const columns: Column<ExampleItem>[] = [
    { key: "code", header: words.question, rowHeader: true, cell: ({ code }) => code },
    {
      key: "name",
      header: words.dimension,
      cell: (item) => (isFirst(items, item) ? dimensionNames[item.dimension] : ""),
    },
    ...sideColumns("ic", words.a),
    ...sideColumns("manager", words.b),
  ];
  return <Table caption={words.answers} columns={columns} rows={items} rowKey={({ code }) => code} dense />;
}

/** A dimension is named once, beside its first item. */
function isFirst(items: readonly ExampleItem[], { code, dimension }: ExampleItem): boolean {
  return items.find((item) => item.dimension === dimension)?.code === code;
}

type SeriesRow = WorkedExample["series"][number];

/** The worked example cycle by cycle: person scores and what the engine said. */
export function ExampleSeries({ words, format, statusWords }: Props & { statusWords: Dictionary["status"] }) {
  const number = (value: number | null, digits = 1) =>
    value === null ? words.missing : value.toFixed(digits);
  const columns: Column<SeriesRow>[] = [
    { key: "cycle", header: words.cycle, rowHeader: true, cell: ({ cycle }) => format.whole(cycle) },
    { key: "a", header: words.a, numeric: true, cell: ({ ic }) => number(ic) },
    { key: "b", header: words.b, numeric: true, cell: ({ manager }) => number(manager) },
    { key: "level", header: words.level, numeric: true, cell: ({ row }) => number(row.level) },
    { key: "z", header: words.z, numeric: true, cell: ({ row }) => number(row.zLevel, 2) },
    { key: "q", header: words.q, numeric: true, cell: ({ row }) => number(row.qLevel, 3) },
    {
      key: "status",
      header: words.status,
      cell: ({ row, manager, ic }) => (
        <StatusWord
          status={ic === null || manager === null ? "incomplete" : row.status}
          reason={row.reason}
          words={statusWords}
        />
      ),
    },
  ];
  return (
    <Table
      caption={words.series}
      columns={columns}
      rows={workedExample().series}
      rowKey={({ cycle }) => `${cycle}`}
      dense
    />
  );
}
