import { answerClass } from "@/lib/instrument/confidentiality";
import { type Item, instrument } from "@/lib/instrument/instrument";
import { Disclosure } from "../disclosure";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";

/** Every question with its confidentiality class, from the instrument. */
export function ItemsTable({ words }: Pick<ViewProps, "words">) {
  const text = words.methodology.items;
  const columns: Column<Item>[] = [
    { key: "code", header: text.code, rowHeader: true, cell: ({ code }) => code },
    {
      key: "wording",
      header: text.wording,
      wrap: true,
      cell: (item) => <div className="min-w-56">{wordingOf(item, text.partner)}</div>,
    },
    {
      key: "dimension",
      header: text.dimension,
      wrap: true,
      cell: (item) => (item.in_person_score ? dimensionOf(item) : words.charts.none),
    },
    { key: "block", header: text.block, wrap: true, cell: ({ block }) => text.blocks[block] },
    { key: "class", header: text.seenBy, wrap: true, cell: (item) => text.classes[answerClass(item)] },
  ];
  return (
    <Disclosure summary={text.summary} printed>
      <Table
        caption={text.caption}
        columns={columns}
        rows={instrument.items}
        rowKey={({ code }) => code}
        dense
      />
    </Disclosure>
  );
}

function wordingOf({ wording }: Item, partner: string): string {
  const texts = [...new Set([wording.ic, wording.manager])];
  return texts
    .map((text) => text.replaceAll("{P}", partner))
    .map((text) => text.charAt(0).toUpperCase() + text.slice(1))
    .join(" / ");
}

function dimensionOf({ dimension }: Item): string {
  return dimension && dimension !== "QUARTERLY" ? instrument.dimensions[dimension] : "–";
}
