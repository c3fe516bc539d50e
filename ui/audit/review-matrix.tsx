import type { InventoryTable } from "@/lib/personal-data/columns";
import type { Reader } from "@/lib/personal-data/field";
import { Section } from "../section";
import { Table } from "../table";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";

/** Which readers of an entry a column of the matrix stands for. */
const kinds = {
  you: ["you", "byClass", "members"],
  partner: ["partner", "partnerOnceFinal", "byClass", "members"],
  leaders: ["leaders", "members"],
  admins: ["admins", "members"],
  reviewers: ["reviewers", "members"],
} as const satisfies Record<string, readonly Reader[]>;

type Kind = keyof typeof kinds;
type Props = Pick<ViewProps, "words"> & { tables: readonly InventoryTable[] };

/** Roles and data: who reads all of a table's columns, a part of them, or none. */
export function ReviewMatrix({ tables, words }: Props) {
  const text = words.review.who;
  const cell = ({ columns }: InventoryTable, kind: Kind) => {
    const reads = columns.filter(({ readers }) =>
      readers.some((one) => kinds[kind].some((known) => known === one)),
    );
    // A phone, where a row is a list, leaves out who reads nothing.
    if (reads.length === 0) return <span data-none>{text.none}</span>;
    return reads.length === columns.length ? text.all : text.some;
  };
  return (
    <Section id="who" title={text.title} note={text.note}>
      <Table
        stacked
        caption={text.title}
        rows={tables}
        rowKey={({ name }) => name}
        columns={[
          {
            key: "data",
            header: text.data,
            rowHeader: true,
            wrap: true,
            cell: ({ name }) => words.dataInventory.tables[name],
          },
          ...(Object.keys(kinds) as Kind[]).map((kind) => ({
            key: kind,
            header: text.columns[kind],
            cell: (table: InventoryTable) => cell(table, kind),
          })),
        ]}
      />
      <p className="mt-3 max-w-column text-small text-ink-3">
        <span className="md:hidden print:hidden">{text.unnamed} </span>
        {text.conditions}
      </p>
      <p className="mt-2 text-small print:hidden">
        <TextLink href="/audit/data">{text.columnByColumn}</TextLink>
      </p>
    </Section>
  );
}
