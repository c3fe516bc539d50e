import { CsvError, type Options, parse } from "csv-parse/sync";
import { columnNamed } from "./columns";

/** A record this long is a quote that never ends. */
const maxRecordSize = 64 * 1024;
const delimiters = [",", ";", "\t", "|"];
const lineFeed = 10;
const carriageReturn = 13;

/** The cells of a record, and the line of the file, from 1, in which it ends. */
export type Parsed = { record: string[]; line: number };

/** A line that cannot be read: a quote in it is out of place, or it is longer than any record. */
export type BrokenLine = { line: number; code: "broken-quote" | "line-too-long" };

/**
 * The records of a file, and the lines that are too long or in which a quote is out of place: each costs its own line, and
 * the file is read on from the next one. Nothing is read after a broken first line, which would have named the columns.
 */
export function parseRecords(text: string): { records: Parsed[]; broken: BrokenLine[] } {
  const { delimiter, rest } = separatorOf(text);
  const bytes = Buffer.from(rest);
  const records: Parsed[] = [];
  const broken: BrokenLine[] = [];
  let from = { byte: 0, line: 0 };
  for (;;) {
    const part = parsePart(bytes.subarray(from.byte), delimiter);
    for (const { record, line } of part.records) records.push({ record, line: from.line + line });
    if (!part.stopped) return { records, broken };
    const opened = afterBlanks(bytes, {
      byte: from.byte + part.stopped.byte,
      line: from.line + part.stopped.line,
    });
    const end = lineEnd(bytes, opened.byte);
    const isLong = end - opened.byte > maxRecordSize;
    broken.push({ line: opened.line + 1, code: isLong ? "line-too-long" : "broken-quote" });
    if (records.length === 0) return { records, broken };
    from = { byte: end, line: opened.line + 1 };
  }
}

/** A place in a file: the bytes and the lines before it. */
type Position = { byte: number; line: number };

/** The records up to the first quote that is out of place, and where the last whole record before that quote ends. */
function parsePart(part: Buffer, delimiter: string): { records: Parsed[]; stopped?: Position } {
  const records: Parsed[] = [];
  let whole: Position = { byte: 0, line: 0 };
  try {
    parseWith(part, {
      delimiter,
      on_record: (record: string[], { bytes, lines }) => {
        whole = { byte: bytes, line: lines };
        const cells = record.map((cell) => cell.trim());
        if (cells.some((cell) => cell !== "")) records.push({ record: cells, line: lines });
        return null;
      },
    });
    return { records };
  } catch (error) {
    // With any number of cells allowed, the parser refuses nothing but quotes and what is too long.
    if (!(error instanceof CsvError)) throw error;
    return { records, stopped: whole };
  }
}

/** The parser notices an open quote at the next quote or at the end of the file; it opens in the first line with text. */
function afterBlanks(bytes: Buffer, { byte, line }: Position): Position {
  for (let next = byte; next < bytes.length; ) {
    const end = lineEnd(bytes, next);
    if (bytes.toString("utf8", next, end).trim() !== "") return { byte: next, line };
    next = end;
    line += 1;
  }
  return { byte: bytes.length, line };
}

/** The first byte after the line of a byte: after its CR LF, LF or CR. */
function lineEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== lineFeed && bytes[at] !== carriageReturn) at += 1;
  return Math.min(bytes.length, bytes[at] === carriageReturn && bytes[at + 1] === lineFeed ? at + 2 : at + 1);
}

/** How cells are separated. Excel's own first line `sep=;` says it, and counts as an empty line from then on. */
function separatorOf(text: string): { delimiter: string; rest: string } {
  const [line = "", delimiter] = /^\ufeff?"?sep=([^"\r\n])"?(?=\r|\n|$)/i.exec(text) ?? [];
  if (delimiter) return { delimiter, rest: text.slice(line.length) };
  return { delimiter: text.trim() === "" ? "," : findDelimiter(text), rest: text };
}

/** The header as each separator would split it; the one that gives the most known columns is the file's. */
function findDelimiter(text: string): string {
  const start = Buffer.from(text.slice(0, maxRecordSize));
  const counts = delimiters.map((delimiter) => {
    const [names = []] = parseWith(start, { delimiter, to: 1, relax_quotes: true });
    return { delimiter, known: names.filter((name) => columnNamed(name)).length, all: names.length };
  });
  return counts.toSorted((a, b) => b.known - a.known || b.all - a.all)[0]!.delimiter;
}

/**
 * Spreadsheets copy cells with tabs between them and quote only those with a line end or a tab in them, so that any other
 * quote is part of its cell. The parser trims no cells then: it would refuse what follows a quote and a blank.
 */
function parseWith(bytes: Buffer, options: Options<string[]> & { delimiter: string }): string[][] {
  const isCopied = options.delimiter === "\t";
  return parse(bytes, {
    bom: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    trim: !isCopied,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRecordSize,
    ...(isCopied && { relax_quotes: true }),
    ...options,
  });
}
