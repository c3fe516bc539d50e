import type { RevealWords } from "@/lib/i18n/en/reveal";
import { fill } from "@/lib/i18n/fill";
import type { Owner, Side } from "@/lib/instrument/answers";
import { itemByCode, optionsOf } from "@/lib/instrument/instrument";
import type { RevealAllocation, RevealChoice, RevealOwnershipRow } from "@/lib/scoring/reveal";

type Shared = { partnerName: string; words: RevealWords };

const cell = "border-line border-t py-2 align-top";
const head = "pb-1.5 text-small font-medium text-ink-3";
const name = "text-left font-normal";
const view = "pl-3 text-right";

/** Two allocations of 100 points, option by option, and how many points lie between them. */
export function AllocationComparison({
  allocation,
  partnerName,
  words,
}: Shared & { allocation: RevealAllocation }) {
  const labels = optionsOf(itemByCode("ALLOC"));
  const points = allocation.pointsToMove;
  return (
    <section>
      <h2 className="text-title">{words.allocation.title}</h2>
      <p className="mt-1 text-ink-2">
        {points === 0 ? words.allocation.agreed : fill(words.allocation.pointsToMove, { n: points })}
      </p>
      <table className="mt-3 w-full tabular-nums">
        <thead>
          <tr>
            <th scope="col" className={`${head} ${name}`}>
              {words.allocation.option}
            </th>
            <th scope="col" className={`${head} ${view}`}>
              {words.you}
            </th>
            <th scope="col" className={`${head} ${view}`}>
              {partnerName}
            </th>
          </tr>
        </thead>
        <tbody>
          {allocation.options.map(({ code, mine, theirs }) => (
            <tr key={code}>
              <th scope="row" className={`${cell} ${name}`}>
                {labels.find(({ value }) => value === code)?.label}
              </th>
              <td className={`${cell} ${view} ${mine === theirs ? "" : "font-semibold"}`}>{mine}</td>
              <td className={`${cell} ${view} ${mine === theirs ? "" : "font-semibold"}`}>{theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type OwnershipProps = Shared & { rows: readonly RevealOwnershipRow[]; side: Side };

/** Two ownership maps row by row, each with what the two answers say together. */
export function OwnershipComparison({ rows, side, partnerName, words }: OwnershipProps) {
  const { rows: labels = [], row_codes: codes = [] } = itemByCode("MAP");
  const owner = (value: Owner) => {
    if (value === side) return words.you;
    return value === "ic" || value === "manager" ? partnerName : words.ownership.owner[value];
  };
  return (
    <section>
      <h2 className="text-title">{words.ownership.title}</h2>
      <table className="mt-3 w-full">
        <thead>
          <tr>
            <th scope="col" className={`${head} ${name}`}>
              {words.ownership.row}
            </th>
            <th scope="col" className={`${head} ${view}`}>
              {words.you}
            </th>
            <th scope="col" className={`${head} ${view}`}>
              {partnerName}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, mine, theirs, verdict }) => (
            <tr key={row}>
              <th scope="row" className={`${cell} ${name}`}>
                <span className="block first-letter:uppercase">{labels[codes.indexOf(row)]}</span>
                <span
                  className={`text-small ${verdict === "agreed" ? "text-ink-3" : "font-semibold text-ink"}`}
                >
                  {words.ownership.verdict[verdict]}
                </span>
              </th>
              <td className={`${cell} ${view}`}>{owner(mine)}</td>
              <td className={`${cell} ${view}`}>{owner(theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Choices that describe and never score: each partner's own words side by side. */
export function ChoiceComparison({ choice, partnerName, words }: Shared & { choice: RevealChoice }) {
  const options = optionsOf(itemByCode(choice.item));
  const labels = (codes: readonly string[]) =>
    codes.map((code) => options.find(({ value }) => value === code)?.label ?? code);
  return (
    <section>
      <h2 className="text-title">{words.choices[choice.item]}</h2>
      <dl className="mt-2 grid gap-3 sm:grid-cols-2">
        {[
          { who: words.you, said: labels(choice.mine) },
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
