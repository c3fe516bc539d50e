import type { ReactNode } from "react";
import type { RevealWords } from "@/lib/i18n/en/reveal";
import { fill } from "@/lib/i18n/fill";
import type { Owner, Side } from "@/lib/instrument/answers";
import { itemByCode } from "@/lib/instrument/instrument";
import { optionsFor } from "@/lib/instrument/question";
import { usualOwner } from "@/lib/scoring/ownership";
import type { RevealAllocation, RevealChoice, RevealOwnershipRow } from "@/lib/scoring/reveal";
import { areaLabel, ownershipWord } from "./areas";
import { Mark } from "./two-dot-scale";

type Shared = { partnerName: string; text: RevealWords };
type AllocationProps = Shared & {
  allocation: RevealAllocation;
  /** The last one before that both gave, and what it came to. */
  before?: { allocation: RevealAllocation; said: string };
};

/** Two allocations of 100 points as paired bars, and how many points would have to move for them to be equal. */
export function AllocationComparison({ allocation, before, partnerName, text }: AllocationProps) {
  const labels = optionsFor(itemByCode("ALLOC"), partnerName);
  const points = allocation.pointsToMove;
  const then = new Map(before?.allocation.options.map((option) => [option.code, option]));
  const all = [...allocation.options, ...then.values()];
  const most = Math.max(1, ...all.flatMap(({ mine, theirs }) => [mine, theirs]));
  const beside = (now: number, was: number | undefined) =>
    was === undefined ? now : <Points now={now} was={fill(text.allocation.was, { n: was })} />;
  return (
    <section>
      <h3 className="font-semibold">{text.allocation.title}</h3>
      <p className="mt-1 text-ink-2">
        {points === 0 ? text.allocation.agreed : fill(text.allocation.pointsToMove, { n: points })}{" "}
        {before?.said}
      </p>
      <SideBySide
        head={[text.allocation.option, text.you, partnerName]}
        rows={allocation.options.map(({ code, mine, theirs }) => ({
          key: code,
          name: (
            <>
              <span className={mine === theirs ? "" : "font-semibold"}>
                {labels.find(({ value }) => value === code)?.label}
              </span>
              <span aria-hidden="true" className="mt-1.5 grid gap-1">
                <Bar share={mine / most} look="bg-accent" />
                <Bar share={theirs / most} look="border-2 border-ink" />
                {then.has(code) && (
                  <span className="mt-1 grid gap-0.5 opacity-45 [&>span]:h-1">
                    <Bar share={then.get(code)!.mine / most} look="bg-accent" />
                    <Bar share={then.get(code)!.theirs / most} look="border border-ink" />
                  </span>
                )}
              </span>
            </>
          ),
          mine: beside(mine, then.get(code)?.mine),
          theirs: beside(theirs, then.get(code)?.theirs),
          strong: mine !== theirs,
        }))}
      />
    </section>
  );
}

/** Points of now, and those of last time under them. */
function Points({ now, was }: { now: number; was: string }) {
  return (
    <>
      {now}
      <span className="block font-normal text-ink-3 text-small">{was}</span>
    </>
  );
}

/** A bar of one person's points; nothing for none. */
function Bar({ share, look }: { share: number; look: string }) {
  return (
    <span className="block h-2">
      {share > 0 && (
        <span className={`block h-full rounded-sm ${look}`} style={{ width: `${100 * share}%` }} />
      )}
    </span>
  );
}

type OwnershipProps = Shared & {
  rows: readonly RevealOwnershipRow[];
  side: Side;
  platform: boolean;
  /** What makes an area that is seen differently a talking point. */
  pick: (row: string) => ReactNode;
};

/** Two ownership maps, by area: what each says, what that means together, and who often owns it. */
export function OwnershipComparison({ rows, side, platform, pick, partnerName, text }: OwnershipProps) {
  const owner = (value: Owner) => ownershipWord(value, { side, partnerName, text });
  const open = rows.filter(({ verdict }) => verdict !== "agreed").length;
  return (
    <section>
      <h3 className="font-semibold">{text.ownership.title}</h3>
      <p className="mt-1 text-ink-2">
        {open === 0 ? text.ownership.agreed : fill(text.ownership.mismatches, { n: open, all: rows.length })}
      </p>
      <SideBySide
        head={[text.ownership.row, text.you, partnerName]}
        rows={rows.map(({ row, mine, theirs, verdict }) => ({
          key: row,
          name: (
            <>
              <span className="block first-letter:uppercase">{areaLabel(row)}</span>
              <span
                className={`block text-small ${verdict === "agreed" ? "text-ink-3" : "font-semibold text-accent"}`}
              >
                {text.ownership.verdict[verdict]}
              </span>
              <span className="block text-ink-3 text-small">
                {fill(text.ownership.usual, { owner: owner(usualOwner(row, platform)) })}
              </span>
              {verdict !== "agreed" && pick(row)}
            </>
          ),
          mine: owner(mine),
          theirs: owner(theirs),
          strong: verdict !== "agreed",
        }))}
      />
      <p className="mt-3 max-w-column text-ink-3 text-small">{text.ownership.note}</p>
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
              <span className="inline-flex max-w-28 items-center justify-end gap-2 align-top sm:max-w-40">
                {column > 0 && <Mark of={column === 1 ? "me" : "partner"} />}
                <span className="min-w-0">{word}</span>
              </span>
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

/** Choices that describe and are never scored: what each partner chose, side by side, and the reader's own guess. */
export function ChoiceComparison({ choice, partnerName, text }: Shared & { choice: RevealChoice }) {
  const labels = (codes: readonly string[], about = partnerName) => {
    const options = optionsFor(itemByCode(choice.item), about);
    return codes.map((code) => options.find(({ value }) => value === code)?.label ?? code);
  };
  return (
    <section>
      <h3 className="font-semibold">{text.choices[choice.item]}</h3>
      <dl className="mt-2 grid grid-cols-1 gap-3 sm:grid-cols-2">
        {(
          [
            { of: "me", who: text.you, said: labels(choice.mine) },
            { of: "partner", who: partnerName, said: labels(choice.theirs, text.youInText) },
          ] as const
        ).map(({ of, who, said }) => (
          <div key={of}>
            <dt className="flex items-center gap-2 text-ink-3 text-small">
              <Mark of={of} />
              {who}
            </dt>
            {said.map((label) => (
              <dd key={label}>{label}</dd>
            ))}
          </div>
        ))}
      </dl>
      {choice.guess.length > 0 && (
        <p className="mt-2 text-ink-3 text-small">
          {fill(text.guess.choice, { P: partnerName, expected: labels(choice.guess).join(" · ") })}{" "}
          {text.guess.onlyYou}
        </p>
      )}
    </section>
  );
}
