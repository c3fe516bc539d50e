import type { AgreementBand, LevelBand } from "@/lib/domain/published";
import { type PublishedStatus, reasonWords, statusGlyph } from "@/lib/domain/status";
import type { Dictionary } from "@/lib/i18n";

/** Hue of a status as text; the two without a state speak in quiet ink. */
export const statusText: Record<PublishedStatus, string> = {
  multiplying: "text-multiplying",
  steady: "text-steady",
  strained: "text-strained",
  diverging: "text-diverging",
  "not-enough-data": "text-ink-3",
  incomplete: "text-ink-3",
};

type Words = Dictionary["status"];
type GlyphProps = { status: PublishedStatus; reason?: string | null };

/** The shape alone, for a place where the word stands beside it. */
export function StatusGlyph({ status, reason }: GlyphProps) {
  return (
    <span aria-hidden="true" className={`text-[0.8em] leading-none ${statusText[status]}`}>
      {statusGlyph(status, reason)}
    </span>
  );
}

type WordProps = GlyphProps & {
  words: Words;
  /** The month or date it has lasted since, in words. */
  since?: string;
};

/** Shape, word and hue together, with the reason where there is one. */
export function StatusWord({ status, reason, words, since }: WordProps) {
  const state = [words.word[status], ...reasonWords(words, status, reason)].join(", ");
  return (
    <span className={`inline-flex items-baseline gap-1.5 ${statusText[status]}`}>
      <StatusGlyph status={status} reason={reason} />
      <span>{since ? words.since(state, since) : state}</span>
    </span>
  );
}

type BandProps =
  | { words: Words; kind: "level"; band: LevelBand | null }
  | { words: Words; kind: "agreement"; band: AgreementBand | null };

/** A band in words: a level from low to high, or how shared the view is. */
export function BandWord(props: BandProps) {
  if (!props.band) return <span className="text-ink-3">–</span>;
  return props.kind === "level" ? props.words.level[props.band] : props.words.agreement[props.band];
}
