import type { TalkPage } from "@/lib/domain/talks";
import type { GuidePart } from "@/lib/guide/guide";
import { cycleName } from "@/lib/i18n/cycle-name";
import { fill } from "@/lib/i18n/fill";
import { isCoreItem, topicOf } from "@/lib/scoring/reveal-rows";
import { type CommitmentActions, CommitmentsSection } from "../commitments/commitments-section";
import { DuoForm, type DuoFormAction } from "../duo/duo-form";
import { UnreadableNote } from "../duo/unreadable-note";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import { PrintButton } from "../print-button";
import { RevealRowView } from "../reveal/reveal-row";
import { Section } from "../section";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { Booking } from "./booking";
import { TalkingPoints } from "./talking-points";

type Props = ViewProps & {
  talk: TalkPage;
  /** The guide's own address, for a mail. */
  address: string;
  actions: {
    talked: { page: string; note: DuoFormAction; undo: DuoFormAction };
    commitments: CommitmentActions;
  };
};

/** The guide to a talk, on one page of paper too, and whether the two had it. */
export function TalkView({ talk, address, actions, words, format }: Props) {
  const text = words.guide;
  const partnerName = talk.partnerName || words.home.formerPartner;
  const here = `/duos/${talk.duoId}?cycle=${talk.cycleId}`;
  return (
    <div className="mx-auto grid max-w-reading gap-7 print:max-w-none print:gap-4 print:[zoom:0.75]">
      <PageTitle
        title={text.title}
        lede={`${talk.name} · ${cycleName(talk.opensOn, talk.cycles, format)}`}
        actions={<PrintButton word={words.shell.action.print} />}
      >
        <p className="mt-1 max-w-column text-ink-3 text-small">{text.lede}</p>
      </PageTitle>
      <p className="hidden text-small print:block">{text.printedFor(talk.ownName, partnerName)}</p>
      <UnreadableNote parts={["answers", "comments", "points"]} unreadable={talk.unreadable} words={words} />
      {talk.ended ? (
        <Notice>{text.ended}</Notice>
      ) : (
        <p className="text-ink-2">{talk.iSpeakFirst ? text.youFirst : text.first(partnerName)}</p>
      )}
      <ol className="grid gap-6 print:gap-3">
        {partsOf(talk).map((part) => (
          <li key={"item" in part ? `${part.kind} ${part.item[talk.side]}` : part.kind}>
            <Part part={part} talk={talk} partnerName={partnerName} words={words} format={format} />
          </li>
        ))}
      </ol>
      <CommitmentsSection
        commitments={talk.commitments}
        place={{ duoId: talk.duoId, cycleId: talk.cycleId }}
        side={talk.side}
        partnerName={partnerName}
        actions={actions.commitments}
        words={words}
      />
      <UnreadableNote parts={["commitments"]} unreadable={talk.unreadable} words={words} />
      <div className="grid gap-7 print:hidden">
        {!talk.ended && <Booking talk={talk} address={address} words={words} format={format} />}
        {(!talk.ended || talk.talkedAt) && (
          <Talked talk={talk} actions={actions.talked} words={words} format={format} />
        )}
        <p>
          <TextLink href={here}>{text.back}</TextLink>
        </p>
      </div>
    </div>
  );
}

/** The parts of the talk; what to do in the next cycle is nothing that a duo which has ended could agree on. */
const partsOf = ({ guide, ended }: TalkPage): readonly GuidePart[] =>
  ended ? guide.parts.filter(({ kind }) => kind !== "next") : guide.parts;

type TalkedProps = ViewProps & { talk: TalkPage; actions: Props["actions"]["talked"] };

/** Whether the two had the talk; in a duo that has ended it is not asked any more. */
function Talked({ talk, actions, words, format }: TalkedProps) {
  const text = words.guide.talked;
  const { talkedAt, ended } = talk;
  return (
    <Section title={text.title} note={ended ? undefined : text.text} className="border-line border-t pt-5">
      {talkedAt && <p>{text.done(format.date(talkedAt))}</p>}
      {!ended && (
        <DuoForm
          action={talkedAt ? actions.undo : actions.note}
          place={{ page: actions.page, duoId: talk.duoId, cycleId: talk.cycleId }}
          label={talkedAt ? text.undo : text.action}
          kind={talkedAt ? "secondary" : "primary"}
          signIn={words.roster.signIn}
        />
      )}
    </Section>
  );
}

type PartProps = ViewProps & { part: GuidePart; talk: TalkPage; partnerName: string };

/** One part of the talk: how long, about which question, both answers to it, and what to ask. */
function Part({ part, talk, partnerName, words, format }: PartProps) {
  const text = words.guide;
  const row = "item" in part ? talk.rows.find(({ item }) => item === part.item[talk.side]) : undefined;
  return (
    <div className="border-line border-t pt-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-title">{text.part[part.kind]}</h2>
        <span className="text-ink-3 text-small tabular-nums">{text.minutes(format.whole(part.minutes))}</span>
      </div>
      <p className="mt-2 max-w-column border-accent border-l-4 pl-4">
        {askOf(part, talk, { partnerName, words })}
      </p>
      {part.kind === "picked" && <TalkingPoints talk={talk} partnerName={partnerName} words={words} />}
      {row ? (
        <div className="mt-4">
          <RevealRowView
            row={{ ...row, guess: undefined }}
            partnerName={partnerName}
            text={words.reveal}
            withoutPhrase
          />
        </div>
      ) : (
        part.kind === "unsure" && (
          <p className="mt-3 font-semibold">
            {fill(words.reveal.items[part.item[talk.side]]?.title ?? "", { P: partnerName })}
          </p>
        )
      )}
    </div>
  );
}

function askOf(
  part: GuidePart,
  { side }: TalkPage,
  { partnerName, words }: Pick<PartProps, "partnerName" | "words">,
): string {
  const { ask } = words.guide;
  switch (part.kind) {
    case "gap":
      return isCoreItem(part.item[side]) ? ask.gap[topicOf(part.item[side])] : ask.blockGap;
    case "comment": {
      const by = part.writtenBy.length > 1 ? "both" : part.writtenBy[0] === side ? "mine" : "theirs";
      return ask.comment[by](partnerName);
    }
    default:
      return ask[part.kind];
  }
}
