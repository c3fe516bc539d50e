import type { DuoPage } from "@/lib/domain/duos";
import { Mark } from "../reveal/two-dot-scale";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import { UnreadableNote } from "./unreadable-note";

type Props = Pick<ViewProps, "words"> & {
  written: DuoPage["written"];
  unreadable: DuoPage["unreadable"];
  partnerName: string;
};

/** What the two wrote for each other, and the reader's own note. Text alone: an address in it leads nowhere. */
export function WrittenTextsSection({ written, unreadable, partnerName, words }: Props) {
  const text = words.reveal.written;
  const { mine, theirs, note } = written;
  const nothing = mine === undefined && theirs === undefined && note === undefined;
  if (nothing && !unreadable.comments) return null;
  return (
    <Section title={text.title} className="border-line border-t pt-5">
      <div className="grid gap-6">
        <UnreadableNote parts={["comments"]} unreadable={unreadable} words={words} />
        {theirs !== undefined && (
          <Written of="partner" title={text.theirs(partnerName)} said={theirs} note={text.readers} />
        )}
        {mine !== undefined && (
          <Written
            of="me"
            title={text.mine(partnerName)}
            said={mine}
            note={theirs ? undefined : text.readers}
          />
        )}
        {note !== undefined && <Written title={text.note} said={note} note={text.noteReaders} />}
      </div>
    </Section>
  );
}

type WrittenProps = { of?: "me" | "partner"; title: string; said: string; note: string | undefined };

function Written({ of, title, said, note }: WrittenProps) {
  return (
    <figure>
      <figcaption className="flex items-center gap-2 font-semibold">
        {of && <Mark of={of} />}
        {title}
      </figcaption>
      <blockquote
        dir="auto"
        className={`mt-2 max-w-column whitespace-pre-wrap border-s-4 ps-4 ${of ? "border-accent" : "border-edge border-dashed"}`}
      >
        {said}
      </blockquote>
      {note && <p className="mt-1.5 text-ink-3 text-small">{note}</p>}
    </figure>
  );
}
