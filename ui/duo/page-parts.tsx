import type { DuoPage } from "@/lib/domain/duos";
import { isSharedConcern, isWideGap } from "@/lib/scoring/reveal-rows";
import type { ViewProps } from "../view-props";

type Props = Pick<ViewProps, "words"> & { duo: DuoPage };

/** Links to the parts of the page that are there, each with how much it holds, so that a phone need not scroll for them. */
export function PageParts({ duo, words }: Props) {
  const text = words.home.duo.parts;
  const links = partsOf(duo).filter(({ there }) => there);
  if (links.length < 2) return null;
  return (
    <nav aria-label={text.label} className="print:hidden">
      <ul className="flex flex-wrap gap-2">
        {links.map(({ part, n }) => (
          <li key={part}>
            <a
              href={`#${part}`}
              className="inline-flex min-h-11 items-center gap-2 rounded-full border border-edge px-4 text-small hover:bg-line-2"
            >
              {text.name[part]}
              {n !== undefined && <span className="text-ink-3 tabular-nums">{n}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Whether the two answered something of what the cycle asked beside the core. */
const hasBlock = (reveal: DuoPage["reveal"]) =>
  reveal !== undefined &&
  [reveal.block, reveal.ownership, reveal.choices, reveal.allocation?.options ?? []].some(
    ({ length }) => length > 0,
  );

/** The parts in the order of the page, with how many things are in them where that says something. */
function partsOf({ reveal, commitments, moments, cycles, replaced, chosen }: DuoPage) {
  const topics = reveal?.topics ?? [];
  const rows = topics.flatMap((topic) => topic.rows);
  const apart = topics.filter(({ gap }) => gap > 0);
  const alike = topics.filter(({ gap }) => gap === 0).flatMap((topic) => topic.rows);
  const hard = alike.filter(isSharedConcern);
  const wide = rows.filter(isWideGap).length;
  const bothHard = { part: "hard", there: hard.length > 0, n: hard.length } as const;
  const farApart = { part: "apart", there: apart.length > 0, n: wide || undefined } as const;
  return [
    ...(wide > 0 ? [farApart, bothHard] : [bothHard, farApart]),
    { part: "alike", there: alike.length > hard.length, n: alike.length - hard.length },
    {
      part: "commitments",
      there: chosen.revealed || commitments.made.length > 0,
      n: commitments.made.length || undefined,
    },
    { part: "block", there: hasBlock(reveal), n: reveal?.block.filter(isWideGap).length || undefined },
    { part: "moments", there: true, n: moments.length || undefined },
    { part: "published", there: true, n: undefined },
    { part: "history", there: cycles.length > 1 || replaced.length > 0, n: undefined },
  ] as const;
}
