import { nextOpenings } from "@/lib/domain/cycles";
import { countBoard, type Program, suggestedClose } from "@/lib/domain/program";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { EmptyState } from "../empty-state";
import { CadenceTable } from "../methodology/cadence-table";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import type { ProgramActs } from "./acts";
import { CloseCycle } from "./cycle-act";
import { CycleTable } from "./cycle-table";
import { OpenCycleForm } from "./open-cycle-form";
import { ParticipationBoard } from "./participation-board";

type Props = {
  program: Program;
  missingOnly: boolean;
  acts: ProgramActs;
  words: Dictionary;
  format: Formats;
};

/** The program as its admin runs it: the next cycle, all of them, and who is missing in the newest. */
export function ProgramView({ program, missingOnly, acts, words: all, format }: Props) {
  const words = all.program;
  const newest = program.cycles[0];
  const number = newest ? format.whole(newest.number) : "";
  const isOpen = newest?.state === "open";
  const lastOpened = newest ? newest.opensAt.slice(0, 10) : program.today;
  const rhythm = (
    <Section title={words.cadence.title} note={words.cadence.note}>
      <CadenceTable
        words={all.methodology.cadence}
        format={format}
        next={{
          header: words.cadence.next,
          of: (cadence) => nextOpenings(lastOpened, cadence).map(format.calendarDay).join(", "),
        }}
      />
    </Section>
  );
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={words.title}
        lede={lede(program, words, format)}
        actions={
          isOpen && <CloseOpenCycle program={program} act={acts.close} words={words} format={format} />
        }
      />
      {!isOpen && <NextCycle program={program} act={acts.open} words={words} format={format} />}
      {!isOpen && rhythm}
      <Section title={words.cycles.title}>
        <CycleTable program={program} acts={acts} words={words} format={format} />
      </Section>
      {newest && (
        <Section title={words.board.title} note={words.board.note}>
          <ParticipationBoard
            board={program.board}
            number={number}
            missingOnly={missingOnly}
            words={words.board}
            format={format}
          />
        </Section>
      )}
      {isOpen && rhythm}
    </div>
  );
}

type Words = Dictionary["program"];
type CloseProps = { program: Program; act: ProgramActs["close"]; words: Words; format: Formats };

function CloseOpenCycle({ program, act, words, format }: CloseProps) {
  const cycle = program.cycles[0];
  if (!cycle) return null;
  const { complete } = countBoard(program.board);
  const { title, text, ...close } = words.close;
  return (
    <CloseCycle
      cycleId={cycle.id}
      act={act}
      words={{
        ...close,
        keep: words.keep,
        signIn: words.signIn,
        title: title(format.whole(cycle.number)),
        text: text(format.whole(complete), format.whole(program.board.length)),
      }}
    />
  );
}

type NextProps = { program: Program; act: ProgramActs["open"]; words: Words; format: Formats };

function NextCycle({ program, act, words, format }: NextProps) {
  if (program.activeDuos === 0) return <EmptyState title={words.noDuosTitle} text={words.noDuosText} />;
  const lastMode = program.cycles[0]?.sharingMode;
  const { open, modes, keep, signIn } = words;
  return (
    <Section title={open.title} note={words.openNote(format.whole(program.activeDuos))}>
      <OpenCycleForm
        act={act}
        initial={{
          closesLocal: suggestedClose(program.today),
          timeZone: program.timeZone,
          sharingMode: lastMode ?? "scoped",
        }}
        timeZones={["UTC", ...Intl.supportedValuesOf("timeZone")]}
        lastMode={lastMode}
        words={{ open, modes, keep, signIn }}
      />
    </Section>
  );
}

function lede({ cycles }: Program, words: Words, format: Formats): string {
  const newest = cycles[0];
  if (!newest) return words.lede.none;
  const number = format.whole(newest.number);
  if (newest.state === "open") return words.lede.open(number, format.dateTime(newest.closesAt));
  if (newest.state === "published" && newest.publishedAt) {
    return words.lede.published(number, format.date(newest.publishedAt));
  }
  return newest.state === "closed" ? words.lede.closed(number) : words.lede.idle;
}
