import type { NamedReader } from "@/lib/domain/mail";
import type { MailProps } from "../content";

/** Who may read, of a mail's payload: `readers` as JSON, or of an older mail `reader` and `unit`. */
export function readersOf({ readers, reader, unit = "" }: MailProps["mail"]["payload"]): NamedReader[] {
  if (readers) return JSON.parse(readers) as NamedReader[];
  return reader ? [{ reader, unit }] : [];
}

/** The units of a leader's new grants, of a mail's payload: `units` as JSON. */
export const unitsOf = ({ units = "[]" }: MailProps["mail"]["payload"]): string[] =>
  JSON.parse(units) as string[];

/** "Ines Moreau (Payments) and Bo Example (Company)". */
export const nameReaders = (
  readers: readonly NamedReader[],
  { words, formats }: Pick<MailProps, "words" | "formats">,
): string => formats.list(readers.map(({ reader, unit }) => words.leads(reader, unit)));
