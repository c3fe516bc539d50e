import { csvOriginal } from "../csv/csv";
import { startOf } from "../domain/characters";
import {
  columnNamed,
  columnsOf,
  kindOfFile,
  type RecordKind,
  type RosterColumn,
  recordColumn,
  recordKinds,
  requiredColumns,
} from "./columns";
import { decodeText, decodeUnicode } from "./decode";
import { type Parsed, parseRecords } from "./parse-records";
import type { FileLine, RosterProblem } from "./problems";

/** More lines than this in one import are refused. */
const maxLines = 100_000;
const lineFeed = 10;

export type RosterFile = { name: string; bytes: Uint8Array };
/** One line with its cells as they were typed: a cell is undefined where the file lacks the column. */
export type Line = FileLine & { kind: RecordKind; cells: Readonly<Partial<Record<RosterColumn, string>>> };
export type Lines = {
  lines: Line[];
  problems: RosterProblem[];
  /** What the files are about: the kinds that "this file is complete" is about. */
  kinds: ReadonlySet<RecordKind>;
};

/** The lines of all files of an import, with everything that is wrong with the files as such. */
export function readLines(files: readonly RosterFile[]): Lines {
  const all: Lines & { kinds: Set<RecordKind> } = { lines: [], problems: [], kinds: new Set() };
  for (const [index, { bytes }] of files.entries()) {
    const text = isWorkbook(bytes) ? undefined : decodeText(bytes);
    if (text === undefined) all.problems.push({ ...whyNoText(bytes), file: index + 1 });
    else readFile(text, index + 1, all);
  }
  if (all.lines.length > maxLines) {
    all.problems.push({ code: "too-many-lines", file: 1, line: 1, value: String(all.lines.length) });
    all.lines = [];
  }
  return all;
}

/** How the files begin that spreadsheets save by default: a ZIP archive (.xlsx, .ods), or a compound file (.xls). */
const workbooks = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];
const isWorkbook = (bytes: Uint8Array) =>
  workbooks.some((start) => start.every((byte, at) => bytes[at] === byte));

/** Plain text with a NUL in it has one line to mend; anything else is no text at all. */
function whyNoText(bytes: Uint8Array): Pick<RosterProblem, "code" | "line"> {
  if (isWorkbook(bytes)) return { code: "workbook", line: 1 };
  if (decodeUnicode("utf-8", bytes) === undefined) return { code: "not-text", line: 1 };
  const before = bytes.subarray(0, bytes.indexOf(0));
  return { code: "unreadable", line: 1 + before.filter((byte) => byte === lineFeed).length };
}

function readFile(text: string, file: number, all: Lines & { kinds: Set<RecordKind> }): void {
  const { records, broken } = parseRecords(text);
  all.problems.push(...broken.map(({ code, line }): RosterProblem => ({ code, file, line })));
  const [head, ...rest] = records;
  if (!head || rest.length === 0) {
    if (broken.length === 0) all.problems.push({ code: "empty", file, line: 1 });
    return;
  }
  const header = readHeader(head, file, all.problems);
  if (!header) return;
  for (const { record, line: at } of rest) {
    const line = readLine(record, { file, line: at }, { header, problems: all.problems });
    if (!line) continue;
    all.kinds.add(line.kind);
    all.lines.push(line);
  }
}

type Header = { columns: readonly (RosterColumn | undefined)[]; kind: RecordKind | undefined };

function readHeader({ record, line }: Parsed, file: number, problems: RosterProblem[]): Header | undefined {
  const place = { file, line };
  const columns = record.map((header) => columnNamed(header));
  const present = new Set(columns.filter((column) => column !== undefined));
  if (present.size === 0) {
    problems.push({ ...place, code: "no-known-columns", value: startOf(record.join(", "), 200) });
    return undefined;
  }
  const before = problems.length;
  for (const [index, column] of columns.entries()) {
    const value = record[index]!;
    if (column && columns.indexOf(column) < index)
      problems.push({ ...place, code: "duplicate-column", column, value });
  }
  const kind = kindOfFile(present);
  const missing = kind ? requiredColumns[kind].filter((column) => !present.has(column)) : [];
  if (missing.length > 0) problems.push({ ...place, code: "missing-columns", value: missing.join(", ") });
  const isRefused = problems.length > before;
  const useful = new Set<RosterColumn>(
    kind ? columnsOf[kind] : [recordColumn, ...Object.values(columnsOf).flat()],
  );
  // Also of a file that is refused, such as another product's: what is missing says little without it.
  for (const [index, column] of columns.entries()) {
    const value = record[index]!;
    if (value !== "" && !(column && useful.has(column)))
      problems.push({ ...place, code: "unknown-column", value });
  }
  if (isRefused) return undefined;
  return { columns: columns.map((column) => (column && useful.has(column) ? column : undefined)), kind };
}

function readLine(
  record: string[],
  place: FileLine,
  { header, problems }: { header: Header; problems: RosterProblem[] },
): Line | undefined {
  if (record.every((cell) => cell === "")) return undefined;
  const surplus = record.slice(header.columns.length).filter((cell) => cell !== "");
  if (surplus.length > 0) {
    problems.push({ ...place, code: "too-many-cells", value: startOf(surplus.join(", "), 200) });
    return undefined;
  }
  const cells: Partial<Record<RosterColumn, string>> = {};
  for (const [index, column] of header.columns.entries()) {
    if (column) cells[column] = csvOriginal(record[index] ?? "");
  }
  const named = cells[recordColumn]?.toLowerCase();
  const kind = header.kind ?? recordKinds.find((one) => one === named || `${one}s` === named);
  if (kind) return { ...place, kind, cells };
  problems.push({ ...place, code: "unknown-record", column: recordColumn, value: cells[recordColumn] });
  return undefined;
}
