import type { AgreementBand, LevelBand } from "@/lib/domain/published";
import { type PublishedStatus, reasonWords, statusGlyph } from "@/lib/domain/status";
import type { Dictionary } from "@/lib/i18n";
import { sinceName } from "@/lib/i18n/cycle-name";
import type { Instant } from "@/lib/i18n/format";
import type { ViewProps } from "./view-props";

/** Text colour of each status; the two without a result are grey. */
export const statusText: Record<PublishedStatus, string> = {
  multiplying: "text-multiplying",
  steady: "text-steady",
  strained: "text-strained",
  diverging: "text-diverging",
  "not-enough-data": "text-ink-3",
  incomplete: "text-ink-3",
};

type GlyphProps = { status: PublishedStatus; reason?: string | null };

/** The shape alone, where the word stands beside it. As wide as the widest: words below each other begin in one line. */
export function StatusGlyph({ status, reason }: GlyphProps) {
  return (
    <span aria-hidden="true" className={`glyph ${statusText[status]}`}>
      {statusGlyph(status, reason)}
    </span>
  );
}

type WordProps = GlyphProps & {
  words: Dictionary;
  /** The month or date it has lasted since, in words. */
  since?: string;
};

/** Shape, word and hue together, with the reason where there is one. */
export function StatusWord({ status, reason, words, since }: WordProps) {
  const { status: text } = words;
  const state = [text.word[status], ...reasonWords(text, status, reason)].join(", ");
  return (
    <span className={`inline-flex items-baseline gap-1.5 ${statusText[status]}`}>
      <StatusGlyph status={status} reason={reason} />
      <span>{since ? text.since(state, since) : state}</span>
    </span>
  );
}

type Since = { sinceOn: string | null; sinceFromOn: string | null };

/** When a row is told from, and the cycles among which one is named. */
export type Told = { at: Instant; among: readonly { readonly opensOn: string }[] };

/** Since when a duo's status has lasted: "about" then where it comes from when a change began, which is estimated. */
export function sinceOf(
  { sinceOn, sinceFromOn }: Since,
  told: Told,
  { words, format }: ViewProps,
): string | undefined {
  const since = sinceOn ? sinceName(sinceOn, told, format) : undefined;
  return since && sinceFromOn ? words.status.trend.about(since) : since;
}

type BandProps =
  | { words: Dictionary; kind: "level"; band: LevelBand | null }
  | { words: Dictionary; kind: "agreement"; band: AgreementBand | null };

/** A band in words: a level from low to high, or how shared the view is. */
export function BandWord(props: BandProps) {
  if (!props.band) return <span className="text-ink-3">–</span>;
  const { level, agreement } = props.words.status;
  return props.kind === "level" ? level[props.band] : agreement[props.band];
}
