import { isThin } from "@/lib/domain/board";
import { sharingModes } from "@/lib/domain/cycles";
import { type Program, suggestedClose } from "@/lib/domain/program";
import { rosterLists } from "@/lib/domain/roster-lists";
import { offeredTimeZones } from "@/lib/domain/time-zones";
import { dayInZone } from "@/lib/schedule/local-time";
import { nextOpenings } from "@/lib/schedule/rule";
import { Disclosure } from "../disclosure";
import { EmptyState } from "../empty-state";
import { LinkButton } from "../link-button";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import { WhatWeCanSee } from "../seeing/what-we-can-see";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import type { ProgramActions } from "./admin-actions";
import { AdminButton } from "./admin-button";
import { CycleTable } from "./cycle-table";
import { MailBanner } from "./mail-banner";
import { NudgeButton } from "./nudge-button";
import { OpenCycleForm } from "./open-cycle-form";
import { ParticipationBoard } from "./participation-board";
import { ProgramHealth } from "./program-health";
import { UnlinkAccount } from "./unlink-account";

type Props = ViewProps & { program: Program; actions: ProgramActions };

/** The program as its admin runs it: the next cycle, all cycles, and who has not submitted in the newest. */
export function ProgramView({ program, actions, words, format }: Props) {
  const text = words.program;
  const newest = program.cycles[0];
  const isOpen = newest?.state === "open";
  const rhythm = <Rhythm program={program} words={words} format={format} />;
  const board = <WhoSubmitted program={program} actions={actions} words={words} format={format} />;
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={text.title}
        lede={[lede(program, text, format), opensNext(program, text, format)].join(" ").trim()}
        actions={
          <>
            <LinkButton kind="secondary" size="small" href="/program/import">
              {words.roster.link}
            </LinkButton>
            {isOpen && <CloseOpenCycle program={program} actions={actions} words={words} format={format} />}
          </>
        }
      >
        <ProgramLinks words={words} />
      </PageTitle>
      <Banners program={program} words={words} format={format} />
      {!isOpen && <NextCycle program={program} actions={actions} words={words} format={format} />}
      {!isOpen && rhythm}
      {isOpen && board}
      <Section title={text.cycles.title} note={text.cycles.note}>
        <CycleTable program={program} actions={actions} words={words} format={format} />
      </Section>
      {!isOpen && board}
      {program.health && (
        <Section title={text.health.title(format.whole(program.health.number))} note={text.health.note}>
          <ProgramHealth health={program.health} words={words} format={format} />
        </Section>
      )}
      {isOpen && rhythm}
      <UnlinkSection actions={actions} words={words} />
    </div>
  );
}

/** The board of the newest cycle. While the cycle is open it comes first, with the button that reminds those missing. */
function WhoSubmitted({ program: { cycles, board, nudge }, actions, words, format }: Props) {
  const text = words.program.board;
  const newest = cycles[0];
  if (!newest || !board) return null;
  return (
    <Section
      title={text.title}
      note={text.note}
      actions={
        newest.state === "open" &&
        nudge && (
          <NudgeButton
            cycleId={board.cycleId}
            reach={nudge}
            actions={actions}
            words={words}
            format={format}
          />
        )
      }
    >
      <ParticipationBoard board={board} number={format.whole(newest.number)} words={words} format={format} />
    </Section>
  );
}

/** What each rhythm can see, with its next openings. */
function Rhythm({ program, words, format }: Omit<Props, "actions">) {
  const lastOpened = program.cycles[0]?.opensOn ?? program.today;
  return (
    <Section title={words.seeing.title} note={words.seeing.note}>
      <Disclosure onPhone printed summary={words.program.cadence.show}>
        <WhatWeCanSee
          own={program.own}
          reader="admin"
          words={words}
          format={format}
          next={{
            header: words.program.cadence.next,
            of: (cadence) => nextOpenings(lastOpened, cadence).map(format.calendarDay).join(", "),
          }}
        />
      </Disclosure>
    </Section>
  );
}

function ProgramLinks({ words }: Pick<Props, "words">) {
  return (
    <p className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
      {rosterLists.map((list) => (
        <TextLink key={list} href={`/program/roster/${list}`}>
          {words.rosterLists.titles[list]}
        </TextLink>
      ))}
      <TextLink href="/program/schedule">{words.schedule.link}</TextLink>
      <TextLink href="/program/questions">{words.customQuestions.link}</TextLink>
      <TextLink href="/program/retention">{words.retention.link}</TextLink>
      <TextLink href="/program/sign-in">{words.strongSignIn.link}</TextLink>
      <TextLink href="/program/jobs">{words.jobs.link}</TextLink>
    </p>
  );
}

function Banners({ program, words, format }: Omit<Props, "actions">) {
  const { banner } = words.setup;
  return (
    <>
      {!program.cycles[0] && program.nextOpensAt === null && (
        <Notice title={banner.title}>
          <TextLink href="/program/setup">{banner.link}</TextLink>
        </Notice>
      )}
      <MailBanner mail={program.mail} words={words} format={format} link />
    </>
  );
}

function UnlinkSection({ actions, words }: Pick<Props, "actions" | "words">) {
  const text = words.program;
  if (!actions.unlink) return null;
  return (
    <Section title={text.unlink.title} note={text.unlink.note} className="print:hidden">
      <UnlinkAccount
        page={actions.page}
        action={actions.unlink}
        text={{ unlink: text.unlink, keep: text.keep, signIn: text.signIn }}
      />
    </Section>
  );
}

function CloseOpenCycle({ program, actions, words, format }: Props) {
  const cycle = program.cycles[0];
  if (!cycle || !program.board) return null;
  const { whole } = program.board;
  const { keep, signIn, close } = words.program;
  return (
    <AdminButton
      action={actions.close}
      page={actions.page}
      fields={{ cycleId: cycle.id }}
      text={{
        label: close.action,
        title: close.title(format.whole(cycle.number)),
        done: close.done,
        keep,
        signIn,
      }}
    >
      {isThin(whole) && (
        <>
          {cycle.sharingMode === "private" ? close.fewPrivate : close.few}{" "}
          <TextLink href="/program/schedule">{close.extend}</TextLink>{" "}
        </>
      )}
      {close.text(format.count(whole.complete), format.count(whole.duos))}
    </AdminButton>
  );
}

function NextCycle({ program, actions, words, format }: Props) {
  const text = words.program;
  if (program.activeDuos === 0) return <EmptyState title={text.noDuosTitle} text={text.noDuosText} />;
  const lastMode = program.cycles[0]?.sharingMode;
  const { open, modes, keep, signIn } = text;
  return (
    <Section title={open.title} note={text.openNote(format.count(program.activeDuos))}>
      <p className="mb-4 flex flex-wrap gap-x-6 gap-y-1">
        <TextLink href="/program/schedule#checklist">{words.schedule.checklist.link}</TextLink>
        <TextLink href="/program/schedule#promise">{words.schedule.preview.link}</TextLink>
      </p>
      <OpenCycleForm
        action={actions.open}
        page={actions.page}
        today={program.today}
        initial={{
          closesLocal: suggestedClose(
            program.today,
            program.nextOpensAt && dayInZone(new Date(program.nextOpensAt), program.timeZone),
          ),
          timeZone: program.timeZone,
          sharingMode: lastMode ?? "scoped",
          questions: program.questions[0]!.version,
        }}
        questions={program.questions.map(({ version, linksTo }, index) => ({
          version,
          label: linksTo
            ? text.questions.both(linksTo)
            : index === 0
              ? text.questions.same(version)
              : text.questions.next(version),
        }))}
        timeZones={offeredTimeZones(program.timeZone)}
        sharingModes={sharingModes}
        lastMode={lastMode}
        text={{ open, modes, keep, signIn }}
      />
    </Section>
  );
}

function opensNext(
  { nextOpensAt }: Program,
  text: ViewProps["words"]["program"],
  format: ViewProps["format"],
): string {
  return nextOpensAt === null ? "" : text.lede.next(format.dateTime(nextOpensAt));
}

function lede({ cycles }: Program, text: ViewProps["words"]["program"], format: ViewProps["format"]): string {
  const newest = cycles[0];
  if (!newest) return text.lede.none;
  const number = format.whole(newest.number);
  if (newest.state === "open") return text.lede.open(number, format.dateTime(newest.closesAt));
  if (newest.state === "published" && newest.publishedAt) {
    return text.lede.published(number, format.date(newest.publishedAt));
  }
  return newest.state === "closed" ? text.lede.closed(number) : text.lede.idle;
}
