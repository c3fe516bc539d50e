import type { TalkPage } from "@/lib/domain/talks";
import type { TalkingPoint } from "@/lib/guide/talking-points";
import { areaLabel, ownershipWord } from "../reveal/areas";
import { RevealRowView } from "../reveal/reveal-row";
import { TwoAnswers } from "../reveal/two-dot-scale";
import { Section } from "../section";
import type { ViewProps } from "../view-props";

type Props = Pick<ViewProps, "words"> & { talk: TalkPage; partnerName: string };

/** What the two picked for their talk themselves: areas that they see differently, and questions. */
export function TalkingPoints({ talk, partnerName, words }: Props) {
  const text = words.guide.point;
  if (talk.points.length === 0) return null;
  return (
    <Section title={text.title} note={text.note} className="border-line border-t pt-4">
      <ul className="grid gap-5">
        {talk.points.map((point) => (
          <li key={`${point.kind} ${point.kind === "area" ? point.row.row : point.row.item}`}>
            <Point point={point} talk={talk} partnerName={partnerName} words={words} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Point({ point, talk, partnerName, words }: Props & { point: TalkingPoint }) {
  const { reveal, guide } = words;
  if (point.kind === "question") {
    return (
      <RevealRowView
        row={{ ...point.row, guess: undefined }}
        partnerName={partnerName}
        text={reveal}
        withoutPhrase
      />
    );
  }
  const { row, mine, theirs, verdict } = point.row;
  const said = (owner: typeof mine) => ownershipWord(owner, { side: talk.side, partnerName, text: reveal });
  return (
    <div className="grid gap-1.5">
      <h3 className="font-semibold first-letter:uppercase">{areaLabel(row)}</h3>
      <TwoAnswers mine={said(mine)} theirs={said(theirs)} you={reveal.you} partner={partnerName} />
      <p className="max-w-column text-ink-2">{guide.point.ask[verdict]}</p>
    </div>
  );
}
