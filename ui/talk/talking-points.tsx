import type { TalkPage } from "@/lib/domain/talks";
import { pointCode, type TalkingPoint } from "@/lib/guide/talking-points";
import { areaLabel, ownershipWord } from "../reveal/areas";
import { RevealRowView } from "../reveal/reveal-row";
import { TwoAnswers } from "../reveal/two-dot-scale";
import type { ViewProps } from "../view-props";

type Props = Pick<ViewProps, "words"> & { talk: TalkPage; partnerName: string };

/** What the two picked for their talk themselves: areas that they see differently, and questions. */
export function TalkingPoints({ talk, partnerName, words }: Props) {
  return (
    <ul className="mt-4 grid gap-5">
      {talk.points.map((point) => (
        <li key={pointCode(point, talk.side)}>
          <Point point={point} talk={talk} partnerName={partnerName} words={words} />
        </li>
      ))}
    </ul>
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
      <TwoAnswers
        mine={said(mine)}
        theirs={said(theirs)}
        you={guide.point.youSay}
        partner={guide.point.says(partnerName)}
      />
      <p className="max-w-column text-ink-2">{guide.point.ask[verdict]}</p>
    </div>
  );
}
