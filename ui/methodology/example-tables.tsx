import { CANT_SAY } from "@/lib/instrument/answers";
import { type ExampleItem, type WorkedExample, workedExample } from "@/lib/methodology/example";
import { StatusWord } from "../status";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";

/** The worked example's last cycle: answers, item scores and dimensions of both partners. */
export function ExampleAnswers({ words, format }: ViewProps) {
  const text = words.methodology.example;
  const { items, dimensions } = workedExample();
  const score = (value: number | undefined) => (value === undefined ? text.missing : format.tenth(value));
  const sideColumns = (side: "ic" | "manager", header: string): Column<ExampleItem>[] => [
    {
      key: `${side} answer`,
      header,
      numeric: true,
      cell: (item) => (item[side].answer === CANT_SAY ? text.cantSay : item[side].answer),
    },
    { key: `${side} score`, header: text.item, numeric: true, cell: (item) => score(item[side].score) },
    {
      key: `${side} dimension`,
      header: text.dimension,
      numeric: true,
      cell: (item) => (isFirst(items, item) ? score(dimensions[side][item.dimension]) : ""),
    },
  ];
  const columns: Column<ExampleItem>[] = [
    { key: "code", header: text.question, rowHeader: true, cell: ({ code }) => code },
    {
      key: "name",
      header: text.dimension,
      cell: (item) => (isFirst(items, item) ? words.status.dimension[item.dimension] : ""),
    },
    ...sideColumns("ic", text.a),
    ...sideColumns("manager", text.b),
  ];
  return <Table caption={text.answers} columns={columns} rows={items} rowKey={({ code }) => code} dense />;
}

/** A dimension is named once, beside its first item. */
function isFirst(items: readonly ExampleItem[], { code, dimension }: ExampleItem): boolean {
  return items.find((item) => item.dimension === dimension)?.code === code;
}

type SeriesRow = WorkedExample["series"][number];

function evidenceOf({ lnEvidence }: SeriesRow["row"]): number | null {
  return lnEvidence.declining === null ? null : Math.exp(lnEvidence.declining);
}

/** The worked example cycle by cycle: person scores and the engine's results. */
export function ExampleSeries({ words, format }: ViewProps) {
  const text = words.methodology.example;
  const number = (value: number | null, digits = 1) =>
    value === null ? text.missing : value.toFixed(digits);
  const columns: Column<SeriesRow>[] = [
    { key: "cycle", header: text.cycle, rowHeader: true, cell: ({ cycle }) => format.whole(cycle) },
    { key: "a", header: text.a, numeric: true, cell: ({ ic }) => number(ic) },
    { key: "b", header: text.b, numeric: true, cell: ({ manager }) => number(manager) },
    { key: "level", header: text.level, numeric: true, cell: ({ row }) => number(row.level) },
    { key: "evidence", header: text.evidence, numeric: true, cell: ({ row }) => number(evidenceOf(row)) },
    { key: "z", header: text.z, numeric: true, cell: ({ row }) => number(row.z.declining, 2) },
    {
      key: "status",
      header: text.status,
      cell: ({ row }) => <StatusWord status={row.status} reason={row.reason} words={words} />,
    },
  ];
  return (
    <Table
      caption={text.series}
      columns={columns}
      rows={workedExample().series}
      rowKey={({ cycle }) => `${cycle}`}
      dense
    />
  );
}
