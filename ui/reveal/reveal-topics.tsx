import type { Dictionary } from "@/lib/i18n";
import { fill } from "@/lib/i18n/fill";
import type { Side } from "@/lib/instrument/answers";
import type { Reveal } from "@/lib/scoring/reveal";
import { isWideGap, type RevealRow, type RevealTopic } from "@/lib/scoring/reveal-rows";
import { Disclosure } from "../disclosure";
import { LinkButton } from "../link-button";
import { Section } from "../section";
import { type PointActions, QuestionPoint } from "../talk/point-button";
import { answerWord, RevealRowView } from "./reveal-row";

type Props = {
  reveal: Reveal;
  partnerName: string;
  side: Side;
  points: PointActions;
  /** Address of the guide to the talk. */
  talkHref: string;
  words: Dictionary;
};

/** The core by topic, widest gap first. Questions on which both gave the same answer are folded away. */
export function RevealTopics({ reveal, partnerName, side, points, talkHref, words }: Props) {
  const text = words.reveal;
  const apart = reveal.topics.filter(({ gap }) => gap > 0);
  const alike = reveal.topics.filter(({ gap }) => gap === 0).flatMap(({ rows }) => rows);
  const shared = { partnerName, text };
  return (
    <>
      <Summary reveal={reveal} talkHref={talkHref} words={words} />
      {apart.map((topic) => (
        <Section
          key={topic.topic}
          title={topicName(topic, words)}
          className="border-line border-t pt-5 [&_h2]:font-medium [&_h2]:text-ink-3 [&_h2]:text-small"
        >
          <ol className="grid gap-7">
            {topic.rows
              .filter(({ band }) => band !== "same")
              .map((row) => (
                <li key={row.item}>
                  <RevealRowView row={row} {...shared} />
                  {isWideGap(row) && (
                    <QuestionPoint
                      row={row}
                      side={side}
                      partnerName={partnerName}
                      points={points}
                      words={words}
                    />
                  )}
                </li>
              ))}
          </ol>
          {topic.topic === "INCL" && <BroughtIn reveal={reveal} {...shared} />}
          <Folded
            rows={topic.rows.filter(({ band }) => band === "same")}
            summary={text.moreAgreed}
            {...shared}
          />
        </Section>
      ))}
      {alike.length > 0 && (
        <Section title={text.agreedTitle} className="border-line border-t pt-5">
          <Folded rows={alike} summary={text.moreAgreed} open={apart.length === 0} {...shared} />
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

function titleOf(code: string, { text, partnerName }: Shared): string {
  return fill(text.items[code]?.title ?? "", { P: partnerName });
}

function topicName({ topic }: RevealTopic, { reveal, status }: Dictionary): string {
  return topic === "OUTCOME" ? reveal.topic.OUTCOME : status.dimension[topic];
}

/** What the comparison comes to: how many gaps are worth a talk, or that there is none. */
function Summary({ reveal, talkHref, words }: Pick<Props, "reveal" | "talkHref" | "words">) {
  const text = words.reveal.summary;
  const rows = [...reveal.topics.flatMap((topic) => topic.rows), ...reveal.block];
  const wide = rows.filter(isWideGap).length;
  const same = rows.filter(({ band }) => band === "same").length;
  const said = rows.length === 0 ? text.empty : wide === 0 ? text.none : wide === 1 ? text.one : text.more;
  const looks = wide === 0 && rows.length > 0 ? "bg-multiplying-soft" : "bg-accent-soft";
  return (
    <div className={`rounded-xl px-5 py-4 ${looks}`}>
      <h2 className="text-title">{fill(said.title, { n: wide })}</h2>
      <p className="mt-1 max-w-column text-ink-2">{said.text}</p>
      {rows.length > 0 && (
        <p className="mt-2 text-ink-2 text-small tabular-nums">
          {fill(text.counts, { wide, some: rows.length - wide - same, same })}
        </p>
      )}
      {rows.length > 0 && (
        <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2 print:hidden">
          <LinkButton href={talkHref} className="max-sm:w-full">
            {words.guide.prepare}
          </LinkButton>
          <span className="text-ink-2 text-small">{words.guide.prepareNote(wide)}</span>
        </div>
      )}
    </div>
  );
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
