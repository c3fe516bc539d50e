import type { CSSProperties, ReactNode } from "react";
import { Link } from "./link";
import { staticHtml, still as stillContent } from "./static-html";

export type SortDirection = "ascending" | "descending";

export type Column<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Right-aligned figures. */
  numeric?: boolean;
  /** Names the row for a screen reader; normally the first column. */
  rowHeader?: boolean;
  /** Where a click on the header leads, and how the column is sorted now. */
  sort?: { href: string; direction?: SortDirection };
  /** The column holds sentences: its lines may break on a small screen, where other columns scroll. */
  wrap?: boolean;
  /** The column holds names or other texts that people wrote: it gets no wider than a limit, whatever they are. */
  anyLength?: boolean;
  /** So does its header. */
  anyLengthHeader?: boolean;
  /** The column holds controls, which paper does not need. */
  screenOnly?: boolean;
};

type Props<Row> = {
  /** Read out; visible only with `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Closer rows, as for the figures of a chart. */
  dense?: boolean;
  /** No cell needs a script or the router (`SoftLinks` follows its links): the rows are sent as one text. */
  still?: boolean;
  /** The rows as HTML, in place of those made of the cells; every text in it by `htmlText`. */
  bodyHtml?: string;
  /** On a phone each row becomes a list of its cells with their headers, for tables that would be too wide there. */
  stacked?: boolean;
  /** Without the room of a desktop each row becomes two lines, for the columns of duos alone (`duoColumns`). */
  twoLines?: boolean;
};

const rowsBelow =
  "heads w-full border-collapse text-small [&_tbody_:is(td,th)]:font-normal [&_tbody_th]:text-left [&_tbody_tr]:border-line-2 [&_tbody_tr]:border-t [&_tr>:not(:last-child)]:pr-4";
/** Where there is no room: no line breaks, and the first column stays in view. */
const scrolling =
  "not-print:max-lg:[&_tbody_:is(td,th):not([data-wrap])]:whitespace-nowrap max-lg:[&_tbody_th]:sticky max-lg:[&_tbody_th]:left-0 max-lg:[&_tbody_th]:bg-ground";
const scrollingOrStacked =
  "stacked not-print:md:max-lg:[&_tbody_:is(td,th):not([data-wrap])]:whitespace-nowrap md:max-lg:[&_tbody_th]:sticky md:max-lg:[&_tbody_th]:left-0 md:max-lg:[&_tbody_th]:bg-ground";

/** How rows look where there is no room for all columns. */
function narrowRows({ stacked, twoLines }: Pick<Props<never>, "stacked" | "twoLines">): string {
  if (twoLines) return "duo-rows";
  return stacked ? scrollingOrStacked : scrolling;
}

/**
 * The headers as properties, which the style sheet shows beside the cells of a stacked row: as a text in each cell they
 * would be sent with each row.
 */
function headersOf<Row>(columns: readonly Column<Row>[]): CSSProperties {
  const texts = columns.map(({ header }, n) => [`--header-${n + 1}`, JSON.stringify(header)] as const);
  return Object.fromEntries(texts.filter((_, n) => typeof columns[n]!.header === "string"));
}

/** A table that scrolls sideways on a phone and keeps its header in view on a desktop. */
export function Table<Row>({
  caption,
  showCaption = false,
  columns,
  rows,
  rowKey,
  dense = false,
  still = false,
  bodyHtml,
  stacked = false,
  twoLines = false,
}: Props<Row>) {
  const table = {
    className: `${rowsBelow} ${narrowRows({ stacked, twoLines })} ${dense ? "[&_tbody_:is(td,th)]:py-1" : "[&_tbody_:is(td,th)]:py-2"}`,
    style: stacked || twoLines ? headersOf(columns) : undefined,
  };
  const html = still ? staticHtml(rowsOf({ columns, rows, rowKey })) : bodyHtml;
  const content = (
    <>
      <caption className={showCaption ? "pb-2 text-left font-semibold" : "sr-only"}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      {html === undefined ? (
        <tbody>{rowsOf({ columns, rows, rowKey })}</tbody>
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: its texts are escaped by who gives it
        <tbody dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </>
  );
  // Headers that sort are the router's links.
  const isStill = html !== undefined && !columns.some(({ sort }) => sort);
  return (
    <TableFrame label={caption}>
      {isStill ? <table {...table} {...stillContent(content)} /> : <table {...table}>{content}</table>}
    </TableFrame>
  );
}

const rowsOf = <Row,>({ columns, rows, rowKey }: Pick<Props<Row>, "columns" | "rows" | "rowKey">) =>
  rows.map((row) => (
    <tr key={rowKey(row)}>
      {columns.map((column) => (
        <BodyCell key={column.key} column={column} row={row} />
      ))}
    </tr>
  ));

/** Lets a wide table scroll sideways, by keyboard too. Not a landmark, because the section around it is one. */
export function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, not a table
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="relative overflow-x-auto lg:overflow-visible print:overflow-visible"
    >
      {children}
    </div>
  );
}

/** None for most cells: a class on each would be sent with each. */
function cellClass<Row>({ numeric, screenOnly }: Column<Row>): string | undefined {
  if (numeric) return "text-right";
  return screenOnly ? "text-left print:hidden" : undefined;
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const Cell = column.rowHeader ? "th" : "td";
  return (
    <Cell
      scope={column.rowHeader ? "row" : undefined}
      data-wrap={column.wrap || undefined}
      className={cellClass(column)}
    >
      {column.anyLength ? <div className="cell-text">{column.cell(row)}</div> : column.cell(row)}
    </Cell>
  );
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { sort } = column;
  const arrow = sort?.direction === "ascending" ? "↑" : "↓";
  return (
    <th
      scope="col"
      aria-sort={sort?.direction}
      data-wrap={column.wrap || undefined}
      className={cellClass(column)}
    >
      {sort ? (
        <Link href={sort.href} scroll={false} className="hover:text-ink hover:underline">
          {column.header}
          {sort.direction && <span aria-hidden="true"> {arrow}</span>}
        </Link>
      ) : column.anyLengthHeader ? (
        <div className="cell-text">{column.header}</div>
      ) : (
        column.header
      )}
    </th>
  );
}
