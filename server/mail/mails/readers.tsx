import type { NamedReader, ReadDuos } from "@/lib/domain/mail";
import type { MailProps } from "../content";

type Payload = MailProps["mail"]["payload"];
type Words = Pick<MailProps, "words" | "formats">;

/** Who reads which duos, of a mail's payload: `duos` as JSON, or of an older mail `readers`, or `reader` and `unit`. */
export function readDuosOf({ duos, readers, reader, unit = "" }: Payload): ReadDuos[] {
  if (duos) return JSON.parse(duos) as ReadDuos[];
  const next = readers ? (JSON.parse(readers) as NamedReader[]) : reader ? [{ reader, unit }] : [];
  return next.length > 0 ? [{ partners: [], next, earlier: [] }] : [];
}

/** "the row of your duo with Jonas Lindqvist"; of several duos that the same leaders read, their rows. */
function rowsOf({ partners }: ReadDuos, { words, formats }: Words): string {
  const { one, several, unnamed } = words.rows;
  if (partners.length === 0) return unnamed;
  const names = formats.list(partners.map((name) => name || words.duoEnded.formerPartner));
  return partners.length > 1 ? several(names) : one(names);
}

type Sentence = (rows: string, readers: string) => string;

const everybodyIn = (all: readonly ReadDuos[]) =>
  all.flatMap(({ next, earlier, ended = [] }) => [...next, ...earlier, ...ended]);

/** A paragraph for each group of duos: who reads the row that is meant, such as "Ines Moreau (leads Payments)". */
export const whoReads = (
  all: readonly ReadDuos[],
  which: "next" | "earlier",
  { sentence, words, formats }: Words & { sentence: Sentence },
) =>
  all
    .filter((duos) => duos[which].length > 0)
    .map((duos) => {
      const readers = formats.list(
        duos[which].map(({ reader, unit }) => words.leads(reader || words.formerLeader, unit)),
      );
      const said = sentence(rowsOf(duos, { words, formats }), readers);
      return <p key={said}>{said}</p>;
    });

/** A paragraph for each right to read that is over: whose it was, of which duos, and for which time. */
export const whoCouldRead = (all: readonly ReadDuos[], { words, formats }: Words) =>
  all.flatMap((duos) =>
    (duos.ended ?? []).map(({ reader, unit, from, until }) => {
      const { led, erased, ended } = words.newReader;
      const name = formats.list([led(reader || erased, unit)]);
      const said = ended(name, rowsOf(duos, { words, formats }), {
        from: formats.dateTime(from),
        until: formats.dateTime(until),
      });
      return <p key={said}>{said}</p>;
    }),
  );

/** Of leaders whose address an admin set before their first sign-in, one paragraph that says so. */
export function addressesSet(all: readonly ReadDuos[], { words, formats }: Words) {
  const names = new Set(
    everybodyIn(all)
      .filter(({ reader, addressSet }) => addressSet && reader)
      .map(({ reader }) => reader),
  );
  return names.size > 0 && <p>{words.readerAddressSet(formats.list([...names]))}</p>;
}
