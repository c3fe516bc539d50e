import type { ContentBlock, DataTable, FormulaBlock, TableBlock } from "@/lib/methodology/content";
import { Table } from "../table";
import { Formula } from "./formula";
import { RichText } from "./rich-text";

/** The tables that are made of the product's data, by name. */
export type DataTables = Readonly<Record<DataTable, () => React.ReactNode>>;

type Props = { blocks: readonly ContentBlock[]; data: DataTables; where: string };

/** The blocks of a section: paragraphs, formulas, lists and tables. */
export function Blocks({ blocks, data, where }: Props) {
  return (
    <div className="mt-5 grid gap-5">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text of a section never changes its order
        <One key={index} block={block} data={data} where={where} />
      ))}
    </div>
  );
}

function One({ block, data, where }: { block: ContentBlock; data: DataTables; where: string }) {
  if (typeof block === "string") {
    return (
      <p className="max-w-column text-ink-2">
        <RichText text={block} />
      </p>
    );
  }
  if ("heading" in block) {
    return (
      <h3 id={block.id} className="mt-2 scroll-mt-6 font-semibold">
        {block.heading}
      </h3>
    );
  }
  if ("formula" in block) return <Formulas block={block} where={where} />;
  if ("list" in block) return <List items={block.list} />;
  if ("table" in block) return <WordTable table={block.table} />;
  return <div className="min-w-0">{data[block.data]()}</div>;
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul className="grid max-w-column list-disc gap-1.5 pl-5 text-ink-2 marker:text-ink-3">
      {items.map((item) => (
        <li key={item}>
          <RichText text={item} />
        </li>
      ))}
    </ul>
  );
}

function Formulas({ block, where }: { block: FormulaBlock; where: string }) {
  return (
    <div className="min-w-0 max-w-column break-inside-avoid border-accent border-l-2 pl-4">
      <div className="grid justify-items-start gap-2.5 py-1">
        {block.formula.map((line) => (
          <Formula key={line} text={line} display />
        ))}
      </div>
      {block.where && (
        <ul aria-label={where} className="mt-3 grid gap-1.5 text-ink-2 text-small">
          {block.where.map((line) => (
            <li key={line}>
              <RichText text={line} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Whether a column's texts are so short that it needs no minimum width on a phone. */
function isShort({ rows }: TableBlock, column: number): boolean {
  return rows.every((row) => (row[column] ?? "").length <= 16);
}

function WordTable({ table }: { table: TableBlock }) {
  const columns = table.head.map((header, column) => ({
    key: `${column}`,
    header,
    rowHeader: column === 0,
    numeric: table.numeric === true && column > 0,
    wrap: !table.numeric,
    cell: (row: readonly string[]) => (
      <div className={table.numeric || isShort(table, column) ? "" : "min-w-32"}>
        <RichText text={row[column] ?? ""} />
      </div>
    ),
  }));
  return (
    <Table
      caption={table.caption}
      showCaption
      columns={columns}
      rows={table.rows}
      rowKey={(row) => row.join(" ")}
    />
  );
}
