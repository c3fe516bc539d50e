"use client";

import { htmlText } from "@/lib/domain/html-text";
import { Table } from "../table";
import { type Packed, unpack } from "./packed";

/** `anyLength` for texts that people wrote. */
export type TwinColumn = { header: string; numeric?: boolean; anyLength?: boolean };

type Props = {
  caption: string;
  columns: readonly TwinColumn[];
  /** Texts in the columns' order; the first one names its row. */
  rows: Packed<readonly (readonly string[])[]>;
};

/** The table of a chart's figures. A client component, because the page then carries its texts once, and not every cell. */
export function Twin({ caption, columns, rows: packed }: Props) {
  const rows = unpack(packed);
  return (
    <Table
      stacked
      dense
      caption={caption}
      rows={rows}
      rowKey={(row) => row.join(" ")}
      bodyHtml={rows.map((row) => rowOf(row, columns)).join("")}
      columns={columns.map((column, index) => ({
        ...column,
        key: column.header,
        rowHeader: index === 0,
        cell: (row: readonly string[]) => row[index],
      }))}
    />
  );
}

/**
 * A row as text, like the rows of `Table`: the tables of a page's charts have hundreds of cells that hardly anybody
 * unfolds, and element by element they took as long to render as all that is seen. Cells and rows end where the next begins.
 */
function rowOf(texts: readonly string[], columns: readonly TwinColumn[]): string {
  const cells = columns.map(({ numeric, anyLength }, index) => {
    const text = htmlText(texts[index] ?? "");
    const shown = anyLength ? `<div class="cell-text">${text}</div>` : text;
    const side = numeric ? ' class="text-right"' : "";
    return index === 0 ? `<th scope="row"${side}>${shown}` : `<td${side}>${shown}`;
  });
  return `<tr>${cells.join("")}`;
}
