import type { Formats } from "../i18n/format";
import type { PersonalTable, Reader } from "./field";

/** Who reads every row and column that a person is shown of a table, and who reads a part of them alone. */
function readersOfTable({ readers, fields }: PersonalTable): { all: Reader[]; part: Reader[] } {
  const everywhere: Reader[] = readers.filter((reader) => reader !== "adminsProgram");
  const further = Object.values(fields).flatMap((field) => (field.shown ? (field.readers ?? []) : []));
  const part = [...readers, ...further].filter((reader) => !everywhere.includes(reader));
  return { all: everywhere, part: [...new Set(part)] };
}

type Words = { readers: Record<Reader, string>; part: (readers: string) => string };

/** The same as a list in words. */
export function readersInWords(
  table: PersonalTable,
  { list }: Formats,
  { readers, part: words }: Words,
): string {
  const { all, part } = readersOfTable(table);
  const named = (some: readonly Reader[]) => list(some.map((reader) => readers[reader]));
  return part.length > 0 ? `${named(all)}; ${words(named(part))}` : named(all);
}
