import type { DraftItem } from "@/lib/roster/draft";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { items: readonly DraftItem[]; files: readonly string[] };

/** Changes of an import, each with what it changes and where the files say so. */
export function ItemTable({ items, files, words, format }: Props) {
  const text = words.roster;
  const columns: Column<DraftItem>[] = [
    { key: "kind", header: text.item.kind, cell: ({ kind }) => text.kinds[kind] },
    {
      key: "name",
      header: text.item.name,
      rowHeader: true,
      wrap: true,
      anyLength: true,
      cell: ({ name, key }) => (
        <>
          {name} <span className="block text-ink-3">{key}</span>
        </>
      ),
    },
    {
      key: "action",
      header: text.item.action,
      wrap: true,
      cell: ({ action, reason }) => (
        <>
          {text.actions[action]}
          {reason && text.reasons[reason] && <span className="block text-ink-3">{text.reasons[reason]}</span>}
        </>
      ),
    },
    {
      key: "what",
      header: text.item.what,
      wrap: true,
      anyLength: true,
      cell: (item) => <Changes item={item} words={words} />,
    },
    {
      key: "where",
      header: text.item.where,
      anyLength: true,
      cell: ({ file, line }) =>
        file && line ? text.item.place(files[file - 1] ?? "", format.whole(line)) : "–",
    },
  ];
  return (
    <Table
      stacked
      caption={text.report.itemsCaption}
      columns={columns}
      rows={items}
      rowKey={({ kind, action, key, line }) => `${kind} ${action} ${key} ${line}`}
    />
  );
}

/** What changes, a line each. */
function Changes({
  item: { changes = [], neverBegins, staysPaused },
  words,
}: Pick<ViewProps, "words"> & { item: DraftItem }) {
  const text = words.roster.item;
  return (
    <>
      {changes.map(({ field, before, after }) => (
        <span key={field} className="block">
          {text.from(text.fields[field] ?? field, yesNo(before, words), yesNo(after, words))}
        </span>
      ))}
      {neverBegins && <span className="block">{text.neverBegins}</span>}
      {staysPaused && <span className="block">{text.staysPaused}</span>}
    </>
  );
}

/** "true" and "false" of a plan in words; every other value as it is. */
function yesNo(value: string, { rosterLists: { yes, no } }: ViewProps["words"]): string {
  if (value === "true") return yes;
  return value === "false" ? no : value;
}
