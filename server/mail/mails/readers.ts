import type { NamedReader } from "@/lib/domain/mail";
import type { MailProps } from "../content";

/** Who may read, of a mail's payload: `readers` as JSON, or of an older mail `reader` and `unit`. */
export function readersOf({ readers, reader, unit = "" }: MailProps["mail"]["payload"]): NamedReader[] {
  if (readers) return JSON.parse(readers) as NamedReader[];
  return reader ? [{ reader, unit }] : [];
}

/** "Ines Moreau (Payments) and Bo Example (Company)". */
export const nameReaders = (
  readers: readonly NamedReader[],
  { words, formats }: Pick<MailProps, "words" | "formats">,
): string => formats.list(readers.map(({ reader, unit }) => words.leads(reader, unit)));
