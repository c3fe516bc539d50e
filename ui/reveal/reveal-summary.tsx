import type { Dictionary } from "@/lib/i18n";
import { fill } from "@/lib/i18n/fill";
import type { Reveal } from "@/lib/scoring/reveal";
import { summaryOf } from "@/lib/scoring/reveal-summary";
import { LinkButton } from "../link-button";
import { TextLink } from "../text-link";

type Props = {
  reveal: Reveal;
  /** Address of the guide to the talk. */
  talkHref: string;
  /** The duo has ended, so that no talk is prepared any more. */
  ended: boolean;
  words: Dictionary;
};

/** What the comparison comes to: how many gaps are worth a talk, where they are, or that there is none. */
export function Summary({ reveal, talkHref, ended, words }: Props) {
  const text = words.reveal.summary;
  const summary = summaryOf(reveal);
  const { kind, wide, some, same, inBlock, hard, areas, points } = summary;
  const further = [
    ...(inBlock ? [text.inBlock] : []),
    ...(areas > 0 ? [text.areas(String(areas), areas === 1)] : []),
    ...(points > 0 ? [text.points(String(points))] : []),
    ...(hard > 0 && kind !== "hard" ? [text.alsoHard(String(hard), hard === 1)] : []),
  ];
  return (
    <div
      className={`rounded-xl px-5 py-4 ${kind === "none" || kind === "near" ? "bg-multiplying-soft" : "bg-accent-soft"}`}
    >
      <h2 className="text-title">{fill(text[kind].title, { n: wide })}</h2>
      <p className="mt-1 max-w-column text-ink-2">{[text[kind].text, ...further].join(" ")}</p>
      {wide + some + same > 0 && (
        <p className="mt-2 text-ink-2 text-small tabular-nums">{fill(text.counts, { wide, some, same })}</p>
      )}
      {kind !== "empty" && (
        <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2 print:hidden">
          {ended ? (
            <TextLink href={talkHref}>{words.guide.past}</TextLink>
          ) : (
            <>
              <LinkButton href={talkHref} className="max-sm:w-full">
                {words.guide.prepare}
              </LinkButton>
              <p className="text-ink-2 text-small">
                {words.guide.prepareNote(wide === 0 && hard > 0 ? 1 : wide)}
              </p>
            </>
          )}
        </div>
      )}
    </div>
  );
}
