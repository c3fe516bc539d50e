import type { Dictionary } from "@/lib/i18n";
import type { ExportTable } from "@/lib/insights/export";
import { type Filters, filterHref } from "@/lib/insights/filters";
import { buttonClass } from "../../button";
import { Disclosure } from "../../disclosure";

/** Where a table's file is: the page's own query and the table's name. */
function exportHref(table: ExportTable, filters: Filters): string {
  const href = filterHref("/insights/export", filters);
  return `${href}${href.includes("?") ? "&" : "?"}table=${table}`;
}

type ButtonProps = { table: ExportTable; filters: Filters; words: Dictionary };

/** The file of what the page shows. A plain link: it is no page that the router could go to. */
export function ExportButton({ table, filters, words }: ButtonProps) {
  return (
    <a href={exportHref(table, filters)} className={buttonClass({ kind: "secondary", size: "small" })}>
      {words.shell.action.exportCsv}
    </a>
  );
}

type Props = { filters: Filters; tables: readonly ExportTable[]; words: Dictionary };

/** The files that belong to a view. */
export function DataLinks({ filters, tables, words }: Props) {
  const text = words.insightsDuos.data;
  return (
    <Disclosure summary={text.title} className="print:hidden">
      <p className="text-ink-2 text-small">{text.text}</p>
      <ul className="mt-1 flex flex-wrap gap-x-6 gap-y-1 text-small">
        {tables.map((table) => (
          <li key={table}>
            <a href={exportHref(table, filters)} className="font-medium text-accent hover:underline">
              {text[table]}
            </a>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
