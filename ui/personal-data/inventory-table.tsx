import type { AnswersKept } from "@/lib/personal-data/answers-kept";
import type { InventoryTable } from "@/lib/personal-data/columns";
import type { InWords } from "@/lib/personal-data/in-words";
import { holdsInWords, tableInWords } from "@/lib/personal-data/inventory-lines";
import { Disclosure } from "../disclosure";
import { Section } from "../section";
import { Table } from "../table";

/** One table of the inventory: its facts, and its columns below them. */
export function InventoryTableView({
  table: { name, columns },
  answersKept,
  ...into
}: { table: InventoryTable; answersKept: AnswersKept } & InWords) {
  const { words, format } = into;
  const text = words.dataInventory;
  const facts = tableInWords(name, answersKept, into);
  const title = text.tables[name];
  return (
    <Section title={title}>
      <dl className="grid grid-cols-1 gap-x-4 gap-y-0.5 text-small sm:grid-cols-[8rem_minmax(0,1fr)]">
        <dt className="text-ink-3">{text.facts.table}</dt>
        <dd className="max-sm:mb-1">
          <code className="break-all">{name}</code>
        </dd>
        {(["why", "whose", "readers", "kept"] as const).map((fact) => (
          <div key={fact} className="contents">
            <dt className="text-ink-3">{text.facts[fact]}</dt>
            <dd className="max-sm:mb-1">{facts[fact]}</dd>
          </div>
        ))}
      </dl>
      <Disclosure summary={text.show(text.columns(columns.length))} printed>
        <Table
          caption={title}
          stacked
          dense
          rows={columns}
          rowKey={({ column }) => column}
          columns={[
            {
              key: "column",
              header: text.head.column,
              rowHeader: true,
              cell: ({ column }) => <code className="break-all">{column}</code>,
            },
            {
              key: "holds",
              header: text.head.holds,
              wrap: true,
              cell: (column) => holdsInWords(name, column, words),
            },
            {
              key: "readers",
              header: text.head.readers,
              wrap: true,
              cell: ({ readers }) => format.list(readers.map((reader) => text.readers[reader])),
            },
            {
              key: "keeping",
              header: text.head.keeping,
              cell: ({ keeping }) => text.keeping[keeping],
            },
          ]}
        />
      </Disclosure>
    </Section>
  );
}
