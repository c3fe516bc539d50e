import type { RevealWords } from "@/lib/i18n/en/reveal";
import { fill } from "@/lib/i18n/fill";
import { itemByCode } from "@/lib/instrument/instrument";
import { optionsFor } from "@/lib/instrument/question";
import { instrumentOf } from "@/lib/instrument/versions/versions";
import { position } from "@/lib/scoring/item-score";
import type { RevealRow } from "@/lib/scoring/reveal-rows";
import { TwoAnswers, TwoDotScale } from "./two-dot-scale";

type Props = {
  row: RevealRow;
  partnerName: string;
  text: RevealWords;
  /** Narrow places have everything below each other at any width. */
  narrow?: boolean;
  /** The answers alone, where another text says what to make of them. */
  withoutPhrase?: boolean;
};

/** A scale's answer: of which item, in which version of the questions (the first unless given), and of whom it speaks. */
type ScaleAnswer = { item: string; answer: number; about: string; version?: string };

/** A scale's answer in words. */
export const answerWord = ({ item, answer, about, version }: ScaleAnswer) =>
  optionsFor(itemByCode(item, version === undefined ? undefined : instrumentOf(version)), about).find(
    ({ value }) => value === answer,
  )?.label ?? "";

const places = {
  whole: "",
  wide: "md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] md:[&>:nth-child(2)]:row-span-2",
};

/** One question: how far apart, both answers on its scale and in words, and what that may mean. */
export function RevealRowView({ row, partnerName, text, narrow, withoutPhrase }: Props) {
  const item = itemByCode(row.item);
  const { title, ends } = text.items[row.item] ?? { title: item.wording.ic, ends: [] };
  const { version } = row;
  const mine = answerWord({ item: row.item, answer: row.mine, about: partnerName, version });
  const theirsOf = (answer: number) =>
    answerWord({ item: row.theirItem, answer, about: text.youInText, version });
  const wide = row.band === "biggest" || row.band === "wide";
  return (
    <div className={`grid gap-x-10 gap-y-3 ${narrow ? places.whole : places.wide}`}>
      <div>
        <p className={`text-small ${wide ? "font-semibold text-accent" : "text-ink-3"}`}>
          {text.band[row.band]}
        </p>
        <h3 className="font-semibold">{fill(row.newWording ?? title, { P: partnerName })}</h3>
      </div>
      <div className="grid content-start gap-2 md:pt-1">
        <TwoDotScale
          mine={position(item, row.mine)}
          theirs={position(item, row.theirs)}
          guess={row.guess && position(item, row.guess.expected)}
          steps={row.steps}
          ends={ends}
        />
        <TwoAnswers mine={mine} theirs={theirsOf(row.theirs)} you={text.you} partner={partnerName} />
      </div>
      <div className="grid content-start gap-1.5">
        {!withoutPhrase && <p className="text-ink-2">{fill(text.phrase[row.phrase], { P: partnerName })}</p>}
        {row.guess && (
          <p className="text-ink-3 text-small">
            {fill(text.guess[row.guess.outcome], {
              P: partnerName,
              expected: theirsOf(row.guess.expected),
            })}{" "}
            {text.guess.onlyYou}
          </p>
        )}
      </div>
    </div>
  );
}
