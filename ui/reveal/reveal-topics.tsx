import type { ComponentProps } from "react";
import type { Dictionary } from "@/lib/i18n";
import { fill } from "@/lib/i18n/fill";
import type { Side } from "@/lib/instrument/answers";
import type { Reveal } from "@/lib/scoring/reveal";
import { isSharedConcern, isWideGap, type RevealRow, type RevealTopic } from "@/lib/scoring/reveal-rows";
import { summaryOf } from "@/lib/scoring/reveal-summary";
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

/** As many topics where the two are far apart are read at a glance on a phone, and as much of what both find hard. */
const [TOPICS_ON_PHONE, HARD_ON_PHONE] = [3, 2];

const clamp = (n: number, least: number, most: number) => Math.min(Math.max(n, least), most);

/** Whether a row is shown at once: the two differ, or agree that it is hard. */
const isShown = (row: RevealRow) => row.band !== "same" || isSharedConcern(row);

/**
 * The core by topic, the widest gap first; what both find hard comes after wide gaps, and before smaller ones. Questions on
 * which both gave the same answer, and not that it is hard, are folded away; on a phone so is what comes
 * after the widest gaps.
 */
export function RevealTopics({ reveal, talkHref, ...shown }: Props) {
  const { partnerName, words } = shown;
  const shared = { partnerName, text: words.reveal };
  const apart = reveal.topics.filter(({ gap }) => gap > 0);
  const alike = reveal.topics.filter(({ gap }) => gap === 0).flatMap(({ rows }) => rows);
  const wide = apart.filter(({ rows }) => rows.some(isWideGap)).length;
  return (
    <>
      <Summary reveal={reveal} talkHref={talkHref} ended={shown.points.ended} words={words} />
      {wide === 0 && <HardForBoth rows={alike.filter(isSharedConcern)} {...shown} />}
      <Apart topics={apart} atOnce={clamp(wide, 1, TOPICS_ON_PHONE)} reveal={reveal} {...shown} />
      {wide > 0 && <HardForBoth rows={alike.filter(isSharedConcern)} {...shown} />}
      <Alike
        rows={alike.filter((row) => !isShown(row))}
        open={summaryOf(reveal).kind === "none"}
        {...shared}
      />
      {reveal.answeredByOne.length > 0 && (
        <p className="max-w-column text-ink-3 text-small">
          {fill(shared.text.answeredByOne, {
            questions: reveal.answeredByOne.map((code) => `“${titleOf(code, shared)}”`).join(" · "),
          })}
        </p>
      )}
    </>
  );
}

type ApartProps = Omit<Props, "talkHref"> & {
  /** The widest gap first. */
  topics: readonly RevealTopic[];
  /** How many of them a phone shows without being asked. */
  atOnce: number;
};

/** The topics in which the two part. */
function Apart({ topics, atOnce, ...shown }: ApartProps) {
  const further = topics.slice(atOnce);
  return (
    <>
      {topics.slice(0, atOnce).map((topic, index) => (
        <TopicSection key={topic.topic} id={index === 0 ? "apart" : undefined} topic={topic} {...shown} />
      ))}
      {further.length > 0 && (
        <Disclosure onPhone printed summary={shown.words.reveal.moreApart(further.length)}>
          <div className="grid gap-8">
            {further.map((topic) => (
              <TopicSection key={topic.topic} topic={topic} {...shown} />
            ))}
          </div>
        </Disclosure>
      )}
    </>
  );
}

type TopicProps = Omit<Props, "talkHref"> & { id?: string; topic: RevealTopic };

/** The questions of a topic, those with the same answer folded away. */
function TopicSection({ id, topic, reveal, ...shown }: TopicProps) {
  const { partnerName, words } = shown;
  const shared = { partnerName, text: words.reveal };
  const same = topic.rows.filter((row) => !isShown(row));
  return (
    <Section
      id={id}
      title={topicName(topic, words)}
      className="border-line border-t pt-5 [&_h2]:font-medium [&_h2]:text-ink-3 [&_h2]:text-small"
    >
      <Rows rows={topic.rows.filter(isShown)} {...shown} />
      {topic.topic === "INCL" && <BroughtIn reveal={reveal} {...shared} />}
      <Folded rows={same} summary={fill(shared.text.moreAgreed, { n: same.length })} {...shared} />
    </Section>
  );
}

/** What the two agree on without liking it. */
function HardForBoth({ rows, ...shown }: RowsProps) {
  if (rows.length === 0) return null;
  const text = shown.words.reveal.hard;
  const further = rows.slice(HARD_ON_PHONE);
  return (
    <Section id="hard" title={text.title} note={text.note} className="border-line border-t pt-5">
      <Rows rows={rows.slice(0, HARD_ON_PHONE)} {...shown} />
      {further.length > 0 && (
        <Disclosure onPhone printed summary={text.more(further.length)} className="mt-3 md:mt-7">
          <Rows rows={further} {...shown} />
        </Disclosure>
      )}
    </Section>
  );
}

/** The topics in which all answers are the same. */
function Alike({ rows, open, ...shared }: Shared & { rows: readonly RevealRow[]; open: boolean }) {
  if (rows.length === 0) return null;
  const { agreedTitle, agreedShow } = shared.text;
  return (
    <Section title={agreedTitle} className="border-line border-t pt-5">
      <Folded
        rows={rows}
        summary={agreedShow(rows.length)}
        open={open}
        className=""
        target={{ id: "alike", name: agreedTitle }}
        {...shared}
      />
    </Section>
  );
}

/** Whether the sentence about a row stands under one above it already. */
const isSaidBefore = (rows: readonly RevealRow[], index: number) =>
  rows.slice(0, index).some(({ phrase }) => phrase === rows[index]?.phrase);

type RowsProps = Pick<Props, "partnerName" | "side" | "points" | "words"> & { rows: readonly RevealRow[] };

/** Questions with both answers; what lies far apart or is hard for both can be made a talking point. */
function Rows({ rows, ...shared }: RowsProps) {
  return (
    <ol className="grid gap-7">
      {rows.map((row, index) => (
        <li key={row.item}>
          <RevealRowView
            row={row}
            partnerName={shared.partnerName}
            text={shared.words.reveal}
            withoutPhrase={isSaidBefore(rows, index)}
          />
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
  const values = {
    P: partnerName,
    mine: answerWord({ item: "IN1", answer: mine, about: partnerName }),
    theirs: answerWord({ item: "IN1", answer: theirs, about: text.youInText }),
  };
  return <p className="mt-5 max-w-column text-ink-2">{fill(text.broughtIn[said], values)}</p>;
}

type FoldedProps = Shared &
  Pick<ComponentProps<typeof Disclosure>, "summary" | "open" | "target" | "className"> & {
    rows: readonly RevealRow[];
  };

function Folded({ rows, partnerName, text, ...fold }: FoldedProps) {
  if (rows.length === 0) return null;
  return (
    <Disclosure printed className="mt-4" {...fold}>
      <ol className="mt-2 grid gap-7">
        {rows.map((row, index) => (
          <li key={row.item}>
            <RevealRowView
              row={row}
              partnerName={partnerName}
              text={text}
              withoutPhrase={isSaidBefore(rows, index)}
            />
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}
