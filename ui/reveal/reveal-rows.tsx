import type { ReactNode } from "react";
import type { RevealWords } from "@/lib/i18n/en/reveal";
import { fill } from "@/lib/i18n/fill";
import { itemByCode, optionsOf } from "@/lib/instrument/instrument";
import { position } from "@/lib/scoring/item-score";
import type { RevealRow } from "@/lib/scoring/reveal";
import { Disclosure } from "@/ui/disclosure";
import { TwoDotKey, TwoDotScale } from "./two-dot-scale";

type Props = {
  rows: readonly RevealRow[];
  partnerName: string;
  text: RevealWords;
  /** A control in each row, such as one that makes it a talking point. */
  action?: (row: RevealRow) => ReactNode;
};

/** The questions both answered, biggest gap first; all agreements but the first are in a disclosure. */
export function RevealRows({ rows, partnerName, text, action }: Props) {
  const apart = rows.filter(({ band }) => band !== "same");
  const [firstSame, ...restSame] = rows.filter(({ band }) => band === "same");
  const show = (row: RevealRow) => (
    <Row key={row.item} row={row} partnerName={partnerName} text={text} action={action} />
  );
  return (
    <div>
      <TwoDotKey you={text.you} partner={partnerName} />
      <ol className="mt-5">
        {apart.map(show)}
        {firstSame && show(firstSame)}
      </ol>
      {restSame.length > 0 && (
        <Disclosure
          printed
          summary={fill(text.moreAgreed, { n: restSame.length })}
          className="border-line border-t py-3"
        >
          <ol>{restSame.map(show)}</ol>
        </Disclosure>
      )}
    </div>
  );
}

function Row({ row, partnerName, text, action }: Omit<Props, "rows"> & { row: RevealRow }) {
  const item = itemByCode(row.item);
  const { title, ends } = text.items[row.item] ?? { title: item.wording.ic, ends: [] };
  const said = (answer: number) => optionsOf(item).find(({ value }) => value === answer)?.label ?? "";
  const values = { P: partnerName, mine: said(row.mine), theirs: said(row.theirs) };
  return (
    <li className="border-line border-t py-4">
      <p className="text-small text-ink-3">{text.band[row.band]}</p>
      <h2 className="text-title">{fill(title, values)}</h2>
      <TwoDotScale
        mine={position(item, row.mine)}
        theirs={position(item, row.theirs)}
        label={fill(row.gap === 0 ? text.same : text.marks, values)}
        ends={ends}
      />
      <p className="mt-2 text-ink-2">{fill(text.phrase[row.phrase], values)}</p>
      {action?.(row)}
    </li>
  );
}
