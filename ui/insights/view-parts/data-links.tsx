import type { Dictionary } from "@/lib/i18n";
import type { ExportTable } from "@/lib/insights/export";
import { type Filters, filterHref } from "@/lib/insights/filters";
import { buttonClass } from "../../button";
import { Disclosure } from "../../disclosure";
import { DownloadLink } from "../../download-link";

/** The address of a table's file: the query of the page and the table's name. */
function exportHref(table: ExportTable, filters: Filters): string {
  const href = filterHref("/insights/export", filters);
  return `${href}${href.includes("?") ? "&" : "?"}table=${table}`;
}

type ButtonProps = { table: ExportTable; filters: Filters; words: Dictionary };

/** A link to the file of the page's table. */
export function ExportButton({ table, filters, words }: ButtonProps) {
  return (
    <DownloadLink
      href={exportHref(table, filters)}
      className={buttonClass({ kind: "secondary", size: "small" })}
    >
      {words.shell.action.exportCsv}
    </DownloadLink>
  );
}

type Props = { filters: Filters; tables: readonly ExportTable[]; words: Dictionary };

/** Links to the files that belong to a view. */
export function DataLinks({ filters, tables, words }: Props) {
  const text = words.insightsDuos.data;
  return (
    <Disclosure summary={text.title} className="print:hidden">
      <p className="text-ink-2 text-small">{text.text}</p>
      <ul className="mt-1 flex flex-wrap gap-x-6 gap-y-1 text-small">
        {tables.map((table) => (
          <li key={table}>
            <DownloadLink
              href={exportHref(table, filters)}
              className="font-medium text-accent hover:underline"
            >
              {text[table]}
            </DownloadLink>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
