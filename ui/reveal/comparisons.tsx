import type { ReactNode } from "react";
import type { RevealWords } from "@/lib/i18n/en/reveal";
import { fill } from "@/lib/i18n/fill";
import type { Owner, Side } from "@/lib/instrument/answers";
import { itemByCode, optionsOf } from "@/lib/instrument/instrument";
import type { RevealAllocation, RevealChoice, RevealOwnershipRow } from "@/lib/scoring/reveal";

type Shared = { partnerName: string; text: RevealWords };

/** Two allocations of 100 points, by option, and how many points would have to move for them to be equal. */
export function AllocationComparison({
  allocation,
  partnerName,
  text,
}: Shared & { allocation: RevealAllocation }) {
  const labels = optionsOf(itemByCode("ALLOC"));
  const points = allocation.pointsToMove;
  return (
    <section>
      <h2 className="text-title">{text.allocation.title}</h2>
      <p className="mt-1 text-ink-2">
        {points === 0 ? text.allocation.agreed : fill(text.allocation.pointsToMove, { n: points })}
      </p>
      <SideBySide
        head={[text.allocation.option, text.you, partnerName]}
        rows={allocation.options.map(({ code, mine, theirs }) => ({
          key: code,
          name: labels.find(({ value }) => value === code)?.label,
          mine,
          theirs,
          strong: mine !== theirs,
        }))}
      />
    </section>
  );
}

type OwnershipProps = Shared & { rows: readonly RevealOwnershipRow[]; side: Side };

/** Two ownership maps, by area, each with what the two answers mean together. */
export function OwnershipComparison({ rows, side, partnerName, text }: OwnershipProps) {
  const { rows: labels = [], row_codes: codes = [] } = itemByCode("MAP");
  const owner = (value: Owner) => {
    if (value === side) return text.you;
    return value === "ic" || value === "manager" ? partnerName : text.ownership.owner[value];
  };
  return (
    <section>
      <h2 className="text-title">{text.ownership.title}</h2>
      <SideBySide
        head={[text.ownership.row, text.you, partnerName]}
        rows={rows.map(({ row, mine, theirs, verdict }) => ({
          key: row,
          name: (
            <>
              <span className="block first-letter:uppercase">{labels[codes.indexOf(row)]}</span>
              <span
                className={`text-small ${verdict === "agreed" ? "text-ink-3" : "font-semibold text-ink"}`}
              >
                {text.ownership.verdict[verdict]}
              </span>
            </>
          ),
          mine: owner(mine),
          theirs: owner(theirs),
        }))}
      />
    </section>
  );
}

type Line = { key: string; name: ReactNode; mine: ReactNode; theirs: ReactNode; strong?: boolean };

/** The answers of both partners in two columns; a `strong` line is bold. */
function SideBySide({ head, rows }: { head: readonly [string, string, string]; rows: readonly Line[] }) {
  const view = "pl-3 text-right";
  return (
    <table className="mt-3 w-full tabular-nums">
      <thead>
        <tr className="text-ink-3 text-small [&_th]:pb-1.5 [&_th]:font-medium">
          {head.map((word, column) => (
            <th key={word} scope="col" className={column === 0 ? "text-left" : view}>
              <span className="inline-block max-w-28 align-top sm:max-w-40">{word}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="[&_:is(td,th)]:border-line [&_:is(td,th)]:border-t [&_:is(td,th)]:py-2 [&_:is(td,th)]:align-top">
        {rows.map(({ key, name, mine, theirs, strong }) => (
          <tr key={key}>
            <th scope="row" className="text-left font-normal">
              {name}
            </th>
            {[mine, theirs].map((said, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the first is mine, the second theirs
              <td key={index} className={`${view} ${strong ? "font-semibold" : ""}`}>
                <span className="inline-block max-w-28 align-top sm:max-w-40">{said}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Choices that describe and are never scored: what each partner chose, side by side. */
export function ChoiceComparison({ choice, partnerName, text }: Shared & { choice: RevealChoice }) {
  const options = optionsOf(itemByCode(choice.item));
  const labels = (codes: readonly string[]) =>
    codes.map((code) => options.find(({ value }) => value === code)?.label ?? code);
  return (
    <section>
      <h2 className="text-title">{text.choices[choice.item]}</h2>
      <dl className="mt-2 grid gap-3 sm:grid-cols-2">
        {[
          { who: text.you, said: labels(choice.mine) },
          { who: partnerName, said: labels(choice.theirs) },
        ].map(({ who, said }) => (
          <div key={who}>
            <dt className="text-small text-ink-3">{who}</dt>
            {said.map((label) => (
              <dd key={label}>{label}</dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
