import { countKept, type RatedCommitment, type RatedCommitments } from "@/lib/domain/commitments";
import { cycleName } from "@/lib/i18n/cycle-name";
import type { Side } from "@/lib/instrument/answers";
import type { CommitmentRating } from "@/lib/instrument/commitment-ratings";
import { Mark } from "../reveal/two-dot-scale";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import { CommitmentText } from "./commitment-text";

type Reader = { side: Side; partnerName: string };
/** The cycles among which those of the commitments are named. */
type Among = { among: readonly { opensOn: string }[] };
type DueProps = ViewProps & Reader & Among & { due: RatedCommitments };

/** What was promised last time, and what each of the two says became of it. */
export function DueCommitments({ due, among, words, format, ...reader }: DueProps) {
  const text = words.commitments.due;
  return (
    <Section
      title={text.title}
      note={text.note(cycleName(due.opensOn, among, format))}
      className="border-line border-t pt-5"
    >
      <RatedList commitments={due.commitments} words={words} {...reader} />
    </Section>
  );
}

type PastProps = ViewProps & Reader & Among & { past: readonly RatedCommitments[] };

/** Everything that the two ever promised, by cycle, and how much of it both say was kept. */
export function PastCommitments({ past, among, words, format, ...reader }: PastProps) {
  const text = words.commitments.past;
  if (past.length === 0) return null;
  const { kept, rated } = countKept(past.flatMap(({ commitments }) => commitments));
  return (
    <Section level={3} title={text.title}>
      {rated > 0 && (
        <>
          <p className="font-semibold">{text.kept(format.whole(kept), format.whole(rated))}</p>
          <p className="mb-4 text-ink-3 text-small">{text.keptNote}</p>
        </>
      )}
      <ol className="grid gap-6">
        {past.map(({ cycleId, opensOn, commitments }) => (
          <li key={cycleId}>
            <h4 className="mb-2 text-ink-3 text-small">{cycleName(opensOn, among, format)}</h4>
            <RatedList commitments={commitments} words={words} {...reader} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

type ListProps = Pick<ViewProps, "words"> & Reader & { commitments: readonly RatedCommitment[] };

function RatedList({ commitments, words, ...reader }: ListProps) {
  return (
    <ul className="grid gap-4">
      {commitments.map((one) => (
        <li key={one.slot}>
          <CommitmentText commitment={one} words={words} {...reader} />
          <dl className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-small">
            <Rating of="me" who={words.reveal.you} said={one.mine} words={words} />
            <Rating of="partner" who={reader.partnerName} said={one.theirs} words={words} />
          </dl>
        </li>
      ))}
    </ul>
  );
}

type RatingProps = Pick<ViewProps, "words"> & {
  of: "me" | "partner";
  who: string;
  said: CommitmentRating | undefined;
};

function Rating({ of, who, said, words }: RatingProps) {
  const { rating, due } = words.commitments;
  return (
    <div className="flex items-center gap-2">
      <Mark of={of} />
      <dt className="text-ink-3">{who}</dt>
      <dd className={said ? "font-medium" : "text-ink-3"}>{said ? rating[said] : due.notRated}</dd>
    </div>
  );
}
