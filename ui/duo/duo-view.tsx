import type { DuoPage } from "@/lib/domain/duos";
import { isolate } from "@/lib/i18n/isolate";
import { EmptyState } from "../empty-state";
import { LinkButton } from "../link-button";
import { PageTitle } from "../page-title";
import { AllocationComparison, ChoiceComparison, OwnershipComparison } from "../reveal/comparisons";
import { RevealRows } from "../reveal/reveal-rows";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import { CycleList } from "./cycle-list";
import { LeadersPanel } from "./leaders-panel";
import { PublishedPanel } from "./published-panel";

type Props = ViewProps & { duo: DuoPage };

/** A duo in one cycle as one of its two partners sees it: the reveal first, then what was published. */
export function DuoView({ duo, words, format }: Props) {
  const text = words.home.duo;
  const partnerName = duo.partnerName || words.home.formerPartner;
  return (
    <div className="mx-auto grid max-w-phone gap-10">
      <PageTitle
        title={duo.reveal ? text.revealTitle : duo.name}
        lede={`${isolate(duo.name)} ${words.home.withPartner(partnerName)} · ${format.monthYear(duo.chosen.opensAt)}`}
      >
        {duo.reveal && <p className="mt-1 text-small text-ink-3">{text.onlyYou}</p>}
      </PageTitle>
      {duo.reveal ? (
        <RevealParts duo={duo} reveal={duo.reveal} partnerName={partnerName} words={words} />
      ) : (
        <NoReveal duo={duo} partnerName={partnerName} words={words} />
      )}
      <Section title={text.publishedTitle}>
        <PublishedPanel cycle={duo.chosen} words={words} format={format} />
      </Section>
      {duo.chosen.forLeaders && (
        <Section title={text.leaders.title}>
          <LeadersPanel row={duo.chosen.forLeaders} words={words} format={format} />
        </Section>
      )}
      {duo.cycles.length > 1 && (
        <Section title={text.cyclesTitle}>
          <CycleList duo={duo} words={words} format={format} />
        </Section>
      )}
    </div>
  );
}

type PartProps = Pick<ViewProps, "words"> & { duo: DuoPage; partnerName: string };

function RevealParts({
  duo,
  reveal,
  partnerName,
  words,
}: PartProps & { reveal: NonNullable<DuoPage["reveal"]> }) {
  const shared = { partnerName, text: words.reveal };
  return (
    <>
      <RevealRows rows={reveal.rows} {...shared} />
      {reveal.allocation && <AllocationComparison allocation={reveal.allocation} {...shared} />}
      {reveal.ownership.length > 0 && (
        <OwnershipComparison rows={reveal.ownership} side={duo.side} {...shared} />
      )}
      {reveal.choices.map((choice) => (
        <ChoiceComparison key={choice.item} choice={choice} {...shared} />
      ))}
    </>
  );
}

function NoReveal({ duo, partnerName, words }: PartProps) {
  const text = words.home.duo;
  const { takesAnswers, ownFinal, partnerFinal, cycleId } = duo.chosen;
  if (!takesAnswers) return <EmptyState title={text.missedTitle} text={text.missedText} />;
  if (ownFinal)
    return <EmptyState title={text.waitingTitle(partnerName)} text={text.waitingText(partnerName)} />;
  return (
    <EmptyState title={partnerFinal ? text.yourTurnTitle : text.nothingTitle} text={text.yourTurnText}>
      <LinkButton href={`/survey/${cycleId}/${duo.duoId}`}>{words.home.action["not-started"]}</LinkButton>
    </EmptyState>
  );
}
