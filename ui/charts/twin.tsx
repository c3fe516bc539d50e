"use client";

import { Table } from "../table";

type Props = {
  caption: string;
  columns: readonly { header: string; numeric?: boolean }[];
  /** Texts in the columns' order; the first one names its row. */
  rows: readonly (readonly string[])[];
};

/** The table of a chart's figures. A client component, because the page then carries its texts once, and not every cell. */
export function Twin({ caption, columns, rows }: Props) {
  return (
    <Table
      dense
      caption={caption}
      rows={rows}
      rowKey={(row) => row.join(" ")}
      columns={columns.map((column, index) => ({
        ...column,
        key: column.header,
        rowHeader: index === 0,
        cell: (row: readonly string[]) => row[index],
      }))}
    />
  );
}
