import type { Dictionary } from "@/lib/i18n";
import { answerClass } from "@/lib/instrument/confidentiality";
import { type Item, instrument } from "@/lib/instrument/instrument";
import { Disclosure } from "../disclosure";
import { type Column, Table } from "../table";

/** Every question with its class, as the instrument states it. */
export function ItemsTable({ words }: { words: Dictionary["methodology"]["items"] }) {
  const columns: Column<Item>[] = [
    { key: "code", header: words.code, rowHeader: true, cell: ({ code }) => code },
    {
      key: "wording",
      header: words.wording,
      wrap: true,
      cell: (item) => <div className="min-w-56">{wordingOf(item, words.partner)}</div>,
    },
    {
      key: "dimension",
      header: words.dimension,
      wrap: true,
      cell: (item) => (item.in_person_score ? dimensionOf(item) : "–"),
    },
    { key: "block", header: words.block, wrap: true, cell: ({ block }) => words.blocks[block] },
    { key: "class", header: words.seenBy, wrap: true, cell: (item) => words.classes[answerClass(item)] },
  ];
  return (
    <Disclosure summary={words.summary} className="print:[&::details-content]:[content-visibility:visible]">
      <Table
        caption={words.caption}
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
