"use client";

import { Table } from "../table";

/** `anyLength` for texts that people wrote. */
export type TwinColumn = { header: string; numeric?: boolean; anyLength?: boolean };

type Props = {
  caption: string;
  columns: readonly TwinColumn[];
  /** Texts in the columns' order; the first one names its row. */
  rows: readonly (readonly string[])[];
};

/** The table of a chart's figures. A client component, because the page then carries its texts once, and not every cell. */
export function Twin({ caption, columns, rows }: Props) {
  return (
    <Table
      stacked
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
