import { type Info, type Options, parse } from "csv-parse/sync";
import { columnNamed } from "./columns";

/** A record this long is a quote that never ends. */
const maxRecordSize = 64 * 1024;
const delimiters = [",", ";", "\t", "|"];

export type Parsed = { record: string[]; info: Info };

/** The records of a file with their lines, from 1, and the lines of those in which a quote is out of place. */
export function parseRecords(text: string): { records: Parsed[]; broken: number[] } {
  const { delimiter, rest } = separatorOf(text);
  const broken: number[] = [];
  let done = 0;
  let allLines: string[] | undefined;
  const records = parseWith(rest, {
    delimiter,
    skip_records_with_error: true,
    on_record: (record, { lines }) => {
      done = lines;
      return record;
    },
    on_skip: (error) => {
      const { lines } = error as unknown as { lines: number };
      // The parser notices an open quote at the next quote or at the end of the file.
      allLines ??= rest.split(/\r\n|\r|\n/);
      let opened = done + 1;
      while (opened < lines && allLines[opened - 1]?.trim() === "") opened += 1;
      done = lines;
      // Two quotes out of place in one line are one mistake to mend.
      if (opened <= lines) broken.push(opened);
    },
  });
  return { records, broken };
}

/** How cells are separated. Excel's own first line `sep=;` says it, and counts as an empty line from then on. */
function separatorOf(text: string): { delimiter: string; rest: string } {
  const [line = "", delimiter] = /^\ufeff?"?sep=([^"\r\n])"?(?=\r|\n|$)/i.exec(text) ?? [];
  if (delimiter) return { delimiter, rest: text.slice(line.length) };
  return { delimiter: text.trim() === "" ? "," : findDelimiter(text), rest: text };
}

/** The header as each separator would split it; the one that gives the most known columns is the file's. */
function findDelimiter(text: string): string {
  const start = text.slice(0, maxRecordSize);
  const counts = delimiters.map((delimiter) => {
    const [head] = parseWith(start, { delimiter, to: 1, relax_quotes: true });
    const names = head?.record ?? [];
    return { delimiter, known: names.filter((name) => columnNamed(name)).length, all: names.length };
  });
  return counts.toSorted((a, b) => b.known - a.known || b.all - a.all)[0]!.delimiter;
}

/**
 * Spreadsheets copy cells with tabs between them and quote only those with a line end or a tab in them, so that any other
 * quote is part of its cell. The parser trims no cells then: it would refuse what follows a quote and a blank.
 */
function parseWith(text: string, options: Options & { delimiter: string }): Parsed[] {
  const isCopied = options.delimiter === "\t";
  // With `info` each record comes with its line, which the types of the library leave out.
  const records = parse(text, {
    bom: true,
    info: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    trim: !isCopied,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRecordSize,
    ...(isCopied && { relax_quotes: true }),
    ...options,
  }) as unknown as Parsed[];
  if (!isCopied) return records;
  return records
    .map(({ record, info }) => ({ record: record.map((cell) => cell.trim()), info }))
    .filter(({ record }) => record.some((cell) => cell !== ""));
}
