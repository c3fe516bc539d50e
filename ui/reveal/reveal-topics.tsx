import type { Dictionary } from "@/lib/i18n";
import { fill } from "@/lib/i18n/fill";
import type { Side } from "@/lib/instrument/answers";
import type { Reveal } from "@/lib/scoring/reveal";
import { isSharedConcern, isWideGap, type RevealRow, type RevealTopic } from "@/lib/scoring/reveal-rows";
import { Disclosure } from "../disclosure";
import { Section } from "../section";
import { type PointActions, QuestionPoint } from "../talk/point-button";
import { answerWord, RevealRowView } from "./reveal-row";
import { Summary } from "./reveal-summary";

type Props = {
  reveal: Reveal;
  partnerName: string;
  side: Side;
  points: PointActions;
  /** Address of the guide to the talk. */
  talkHref: string;
  words: Dictionary;
};

/** Whether a row is shown at once: the two differ, or agree that it is hard. */
const isShown = (row: RevealRow) => row.band !== "same" || isSharedConcern(row);

/**
 * The core by topic, the widest gap first; what both find hard comes after wide gaps, and before smaller ones. Questions on which both gave the same answer, and not
 * that it is hard, are folded away.
 */
export function RevealTopics({ reveal, partnerName, side, points, talkHref, words }: Props) {
  const text = words.reveal;
  const apart = reveal.topics.filter(({ gap }) => gap > 0);
  const alike = reveal.topics.filter(({ gap }) => gap === 0).flatMap(({ rows }) => rows);
  const hard = alike.filter(isSharedConcern);
  const shared = { partnerName, text };
  const rowList = (rows: readonly RevealRow[]) => (
    <Rows rows={rows} partnerName={partnerName} side={side} points={points} words={words} />
  );
  // Where the two are far apart that comes first.
  const hasWide = apart.some(({ rows }) => rows.some(isWideGap));
  const hardSection = hard.length > 0 && (
    <Section id="hard" title={text.hard.title} note={text.hard.note} className="border-line border-t pt-5">
      {rowList(hard)}
    </Section>
  );
  return (
    <>
      <Summary reveal={reveal} talkHref={talkHref} words={words} />
      {!hasWide && hardSection}
      {apart.map((topic, index) => (
        <Section
          key={topic.topic}
          id={index === 0 ? "apart" : undefined}
          title={topicName(topic, words)}
          className="border-line border-t pt-5 [&_h2]:font-medium [&_h2]:text-ink-3 [&_h2]:text-small"
        >
          {rowList(topic.rows.filter(isShown))}
          {topic.topic === "INCL" && <BroughtIn reveal={reveal} {...shared} />}
          <Folded rows={topic.rows.filter((row) => !isShown(row))} summary={text.moreAgreed} {...shared} />
        </Section>
      ))}
      {hasWide && hardSection}
      {alike.length > hard.length && (
        <Section id="alike" title={text.agreedTitle} className="border-line border-t pt-5">
          <Folded
            rows={alike.filter((row) => !isShown(row))}
            summary={text.moreAgreed}
            open={apart.length === 0}
            {...shared}
          />
        </Section>
      )}
      {reveal.answeredByOne.length > 0 && (
        <p className="max-w-column text-ink-3 text-small">
          {fill(text.answeredByOne, {
            questions: reveal.answeredByOne.map((code) => `“${titleOf(code, shared)}”`).join(" · "),
          })}
        </p>
      )}
    </>
  );
}

type RowsProps = Pick<Props, "partnerName" | "side" | "points" | "words"> & { rows: readonly RevealRow[] };

/** Questions with both answers; what lies far apart or is hard for both can be made a talking point. */
function Rows({ rows, ...shared }: RowsProps) {
  return (
    <ol className="grid gap-7">
      {rows.map((row) => (
        <li key={row.item}>
          <RevealRowView row={row} partnerName={shared.partnerName} text={shared.words.reveal} />
          {(isWideGap(row) || isSharedConcern(row)) && <QuestionPoint row={row} {...shared} />}
        </li>
      ))}
    </ol>
  );
}

function titleOf(code: string, { text, partnerName }: Shared): string {
  return fill(text.items[code]?.title ?? "", { P: partnerName });
}

function topicName({ topic }: RevealTopic, { reveal, status }: Dictionary): string {
  return topic === "OUTCOME" ? reveal.topic.OUTCOME : status.dimension[topic];
}

type Shared = { partnerName: string; text: Dictionary["reveal"] };

/** How often each of the two is brought in, by their own account. */
function BroughtIn({ reveal: { broughtIn }, partnerName, text }: Shared & { reveal: Reveal }) {
  if (!broughtIn) return null;
  const { mine, theirs } = broughtIn;
  const said = mine === theirs ? "same" : mine < theirs ? "iLess" : "theyLess";
  const values = { P: partnerName, mine: answerWord("IN1", mine), theirs: answerWord("IN1", theirs) };
  return <p className="mt-5 max-w-column text-ink-2">{fill(text.broughtIn[said], values)}</p>;
}

type FoldedProps = Shared & { rows: readonly RevealRow[]; summary: string; open?: boolean };

function Folded({ rows, summary, open, partnerName, text }: FoldedProps) {
  if (rows.length === 0) return null;
  return (
    <Disclosure printed open={open} summary={fill(summary, { n: rows.length })} className="mt-4">
      <ol className="mt-2 grid gap-7">
        {rows.map((row) => (
          <li key={row.item}>
            <RevealRowView row={row} partnerName={partnerName} text={text} />
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}
