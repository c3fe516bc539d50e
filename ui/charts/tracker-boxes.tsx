import { type PublishedStatus, statusGlyph, statusLetters } from "@/lib/domain/status";

/** The look of a box in a `tracker`, by one letter: a page has hundreds of them. */
const looks: Record<PublishedStatus, string> = {
  multiplying: "m",
  steady: "s",
  strained: "t",
  diverging: "d",
  "not-enough-data": "n",
  incomplete: "i",
};

/** Status and reason of a cycle, and whether its questions are new; a status of `null` where the duo has no row. */
export type TrackerBox = readonly [
  status: PublishedStatus | null,
  reason?: string | null,
  newQuestions?: boolean,
];

/** The boxes of a tracker. */
export function TrackerBoxes({ states }: { states: readonly TrackerBox[] }) {
  return (
    <span
      aria-hidden="true"
      className="tracker"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: glyphs and letters alone, see `boxOf`
      dangerouslySetInnerHTML={{ __html: states.map(boxOf).join("") }}
    />
  );
}

/** A box as text: a list of duos has hundreds of them, and element by element they were a third of its page. */
function boxOf([status, reason, newQuestions]: TrackerBox): string {
  const line = newQuestions ? " line-before" : "";
  if (!status) return `<i class="hatch${line}"></i>`;
  return `<i class="${looks[status]}${line}">${statusGlyph(status, reason)}\n${statusLetters[status]}</i>`;
}
