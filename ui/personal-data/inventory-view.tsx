import type { Inventory } from "@/lib/personal-data/columns";
import type { InWords } from "@/lib/personal-data/in-words";
import { withoutPeople } from "@/lib/personal-data/inventory";
import { buttonClass } from "../button";
import { PageTitle } from "../page-title";
import { PrintButton } from "../print-button";
import { Section } from "../section";
import { Table } from "../table";
import { TextLink } from "../text-link";
import { InventoryTableView } from "./inventory-table";

/** Which personal data is stored: every table and column, what for, who reads it and how long it stays. */
export function InventoryView({ inventory, ...into }: { inventory: Inventory } & InWords) {
  const { words, format } = into;
  const { tables, answersKept } = inventory;
  const text = words.dataInventory;
  const columns = tables.reduce((sum, table) => sum + table.columns.length, 0);
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={text.title}
        lede={text.lede(format.whole(tables.length), format.whole(columns))}
        actions={
          <span className="flex flex-wrap items-center gap-2 print:hidden">
            <a href="/audit/data/file" download className={buttonClass({ kind: "secondary", size: "small" })}>
              {text.csv}
            </a>
            <span className="max-sm:hidden noscript:hidden">
              <PrintButton word={words.shell.action.print} />
            </span>
          </span>
        }
      >
        <p className="mt-1 text-small text-ink-3">{text.own}</p>
      </PageTitle>
      {tables.map((table) => (
        <InventoryTableView key={table.name} table={table} answersKept={answersKept} {...into} />
      ))}
      <WithoutPeople words={words} />
      <p className="print:hidden">
        <TextLink href="/audit">{text.back}</TextLink>
      </p>
    </div>
  );
}

function WithoutPeople({ words: { dataInventory: text } }: Pick<InWords, "words">) {
  return (
    <Section title={text.without.title} note={text.without.note}>
      <Table
        caption={text.without.title}
        stacked
        rows={Object.entries(withoutPeople)}
        rowKey={([name]) => name}
        columns={[
          {
            key: "table",
            header: text.facts.table,
            rowHeader: true,
            cell: ([name]) => <code className="break-all">{name}</code>,
          },
          { key: "about", header: text.without.about, wrap: true, cell: ([, about]) => about },
        ]}
      />
    </Section>
  );
}
