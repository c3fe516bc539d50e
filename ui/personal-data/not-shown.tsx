import { groupBy } from "@/lib/domain/group-by";
import type { Dictionary } from "@/lib/i18n";
import type { Reason } from "@/lib/personal-data/field";
import {
  isShown,
  type PersonalTableName,
  personalTables,
  unshownFields,
} from "@/lib/personal-data/inventory";
import { Section } from "../section";
import { Table } from "../table";

type Line = { table: PersonalTableName; reason: Reason; columns: readonly string[] };

const lines: readonly Line[] = personalTables.flatMap((table) =>
  [...groupBy(unshownFields(table), ({ reason }) => reason)].map(([reason, fields]) => ({
    table,
    reason,
    columns: fields.map(({ column }) => column),
  })),
);

/** What is stored and not shown, under the names of the database, and why not. */
export function NotShown({ words }: { words: Dictionary }) {
  const { notShown: text, tables } = words.personalData;
  const titleOf = (table: PersonalTableName) =>
    isShown(table) ? tables[table].title : (text.tables as Readonly<Record<string, string>>)[table];
  return (
    <Section title={text.title} note={text.note}>
      <Table
        caption={text.title}
        stacked
        rows={lines}
        rowKey={({ table, reason }) => `${table} ${reason}`}
        columns={[
          {
            key: "table",
            header: text.table,
            rowHeader: true,
            wrap: true,
            cell: ({ table }) => titleOf(table),
          },
          {
            key: "columns",
            header: text.columns,
            wrap: true,
            cell: ({ columns }) => <code className="break-all">{columns.join(", ")}</code>,
          },
          { key: "why", header: text.why, wrap: true, cell: ({ reason }) => text.reasons[reason] },
        ]}
      />
    </Section>
  );
}
