import type { DuoPage } from "@/lib/domain/duos";
import { cycleName } from "@/lib/i18n/cycle-name";
import { isolate } from "@/lib/i18n/isolate";
import { type CommitmentActions, CommitmentsSection } from "../commitments/commitments-section";
import { DueCommitments } from "../commitments/rated-commitments";
import { ActionList } from "../insights/duos/action-list";
import { type MomentActions, MomentsSection } from "../moments/moments-section";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import type { PointActions } from "../talk/point-button";
import type { ViewProps } from "../view-props";
import { LeadersPanel } from "./leaders-panel";
import { NoReveal } from "./no-reveal";
import { OurHistory } from "./our-history";
import { PageParts } from "./page-parts";
import { PairingSection } from "./pairing-section";
import { PublishedPanel } from "./published-panel";
import { RevealCore, RevealFurther } from "./reveal-parts";
import { type TrustActions, TrustSection } from "./trust-section";
import { UnreadableNote } from "./unreadable-note";
import { WrittenTextsSection } from "./written-texts";

type Actions = {
  trust: TrustActions;
  points: Pick<PointActions, "page" | "mark">;
  commitments: CommitmentActions;
  moments: MomentActions;
};
type Props = ViewProps & { duo: DuoPage; actions: Actions };

/** A duo in one cycle as one of its two partners sees it: the comparison first, then what they promised and wrote. */
export function DuoView({ duo, actions, words, format }: Props) {
  const text = words.home.duo;
  const partnerName = duo.partnerName || words.home.formerPartner;
  const shared = { duo, partnerName, words, format };
  const points: PointActions = {
    ...actions.points,
    duoId: duo.duoId,
    cycleId: duo.chosen.cycleId,
    chosen: duo.talkingPoints,
    ended: duo.endedOn !== null,
  };
  return (
    <div className="grid gap-8">
      <PageTitle title={duo.reveal ? text.revealTitle : duo.name} lede={ledeOf(duo, { words, format })}>
        {duo.reveal && <p className="mt-1 text-ink-3 text-small">{text.onlyYou}</p>}
      </PageTitle>
      <PageParts duo={duo} words={words} />
      {duo.chosen.withdrew && !duo.chosen.ownDeleted && (
        <Notice kind="withdrawn">{text.withdrewWaiting}</Notice>
      )}
      {duo.paused && <Notice>{words.home.paused}</Notice>}
      {duo.leftOpen && <Notice>{words.home.leftOpen}</Notice>}
      {duo.endedOn && <Notice>{words.home.ended(format.calendarDay(duo.endedOn))}</Notice>}
      <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 content-start gap-8">
          {duo.reveal ? (
            <RevealCore reveal={duo.reveal} points={points} {...shared} />
          ) : (
            <NoReveal {...shared} />
          )}
          {(duo.chosen.revealed || duo.commitments.made.length > 0) && (
            <Promises actions={actions.commitments} {...shared} />
          )}
          <UnreadableNote parts={["commitments"]} unreadable={duo.unreadable} words={words} />
          <WrittenTextsSection
            written={duo.written}
            unreadable={duo.unreadable}
            partnerName={partnerName}
            words={words}
          />
          {duo.reveal && <RevealFurther reveal={duo.reveal} points={points} {...shared} />}
          {duo.reveal && (
            <UnreadableNote parts={["guesses", "points"]} unreadable={duo.unreadable} words={words} />
          )}
          {duo.pairing && <PairingSection pairing={duo.pairing} {...shared} />}
          <MomentsSection actions={actions.moments} {...shared} />
          <UnreadableNote parts={["moments"]} unreadable={duo.unreadable} words={words} />
        </div>
        <Beside actions={actions.trust} {...shared} />
      </div>
      {(duo.cycles.length > 1 || duo.replaced.length > 0) && (
        <OurHistory duo={duo} words={words} format={format} />
      )}
    </div>
  );
}

/** Whose page it is and of which cycle; without the duo's name where the title is that name. */
function ledeOf(
  { reveal, name, partnerName, chosen, cycles }: DuoPage,
  { words, format }: ViewProps,
): string {
  const partner = words.home.withPartner(partnerName || words.home.formerPartner, name);
  const who = [reveal ? isolate(name) : "", partner].filter((part) => part !== "").join(" ");
  const cycle = cycleName(chosen.opensOn, cycles, format);
  return who === "" ? cycle : `${who} · ${cycle}`;
}

type BesideProps = ViewProps & { duo: DuoPage; partnerName: string; actions: TrustActions };

/** Beside the comparison: trust, what was published for the two and for leaders, and what leaders did. */
function Beside({ actions, ...shared }: BesideProps) {
  const { duo, words, format } = shared;
  const text = words.home.duo;
  return (
    <aside className="grid min-w-0 content-start gap-10">
      {duo.trust && <TrustSection trust={duo.trust} actions={actions} {...shared} />}
      <UnreadableNote parts={["trust"]} unreadable={duo.unreadable} words={words} />
      <Section id="published" title={text.publishedTitle}>
        <PublishedPanel cycle={duo.chosen} among={duo.cycles} words={words} format={format} />
      </Section>
      {duo.chosen.forLeaders && (
        <Section title={text.leaders.title}>
          <LeadersPanel
            row={duo.chosen.forLeaders}
            own={duo.chosen.published}
            told={{ at: duo.chosen.opensOn, among: duo.cycles }}
            words={words}
            format={format}
          />
        </Section>
      )}
      {duo.actions.length > 0 && (
        <Section title={words.notedActions.forPartners.title} note={words.notedActions.forPartners.note}>
          <ActionList actions={duo.actions} words={words} format={format} />
        </Section>
      )}
    </aside>
  );
}

type PromisesProps = ViewProps & { duo: DuoPage; partnerName: string; actions: CommitmentActions };

/** What became of last time's commitments, and those of this cycle. */
function Promises({ duo, partnerName, actions, words, format }: PromisesProps) {
  const { commitments, side, duoId, chosen } = duo;
  const reader = { side, partnerName, words };
  return (
    <>
      {commitments.due && (
        <DueCommitments due={commitments.due} among={duo.cycles} format={format} {...reader} />
      )}
      <CommitmentsSection
        commitments={commitments}
        place={{ duoId, cycleId: chosen.cycleId }}
        actions={actions}
        {...reader}
      />
    </>
  );
}
