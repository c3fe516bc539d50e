import type { InventoryTable } from "@/lib/personal-data/columns";
import type { Reader } from "@/lib/personal-data/field";
import { Section } from "../section";
import { Table } from "../table";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";

type Readers = { whole: readonly Reader[]; part: readonly Reader[] };

/** Which readers of an entry a column of the matrix stands for, and which of them read some of its rows alone. */
const kinds = {
  you: { whole: ["you", "byClass", "members"], part: [] },
  partner: { whole: ["partner", "members"], part: ["partnerOnceFinal", "byClass"] },
  leaders: { whole: ["leaders", "members"], part: [] },
  admins: { whole: ["admins", "members"], part: ["adminsProgram"] },
  reviewers: { whole: ["reviewers", "members"], part: [] },
} as const satisfies Record<string, Readers>;

type Kind = keyof typeof kinds;
type Props = Pick<ViewProps, "words"> & { tables: readonly InventoryTable[] };

/** Roles and data: who reads all of a table's columns, a part of them, or none. */
export function ReviewMatrix({ tables, words }: Props) {
  const text = words.review.who;
  const cell = ({ columns }: InventoryTable, kind: Kind) => {
    const { whole, part }: Readers = kinds[kind];
    if (columns.every(({ readers }) => readers.some((one) => whole.includes(one)))) return text.all;
    const reads = columns.some(({ readers }) =>
      readers.some((one) => whole.includes(one) || part.includes(one)),
    );
    // A phone, where a row is a list, leaves out who reads nothing.
    return reads ? text.some : <span data-none>{text.none}</span>;
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
