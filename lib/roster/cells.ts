import { addressFault, typedAddress } from "../domain/address";
import { isLongerThan, isOneLine, isVisible, startOf } from "../domain/characters";
import { knownDays } from "../domain/days";
import { type PairType, pairTypes } from "../domain/pair-types";
import { storableText } from "../domain/text";
import { typedTimeZone } from "../domain/time-zones";
import type { RosterColumn } from "./columns";
import { plainBlanks } from "./plain-name";
import type { ProblemCode, RosterProblem } from "./problems";
import type { Line } from "./read-lines";
import { isTooDeep, readPath } from "./unit-path";

/** Longest texts, in graphemes: an id, a name of a person, a unit or a duo, and a path. */
const longest = { id: 100, name: 200, path: 2000 };
/** How the ids begin that people have in the database while they swap theirs. */
const onTheirWay = "moving ";
const yes = new Set(["yes", "y", "true", "1", "x", "ja", "oui"]);
const no = new Set(["no", "n", "false", "0", "nein", "non"]);
/** A language of two or three letters, maybe with a script and a region. */
const languageTag = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?$/i;
const storable = storableText();
const plainText = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** What is wrong with a cell that its reader does not take, which may depend on the cell. */
type CodeOf = ProblemCode | ((cell: string) => ProblemCode);

type Fault = (code: ProblemCode, column: RosterColumn, value: string) => undefined;
const unlessReserved = (column: RosterColumn, id: string | undefined, fault: Fault) =>
  column === "person_id" && id?.startsWith(onTheirWay) ? fault("id-reserved", column, id) : id;

/** Reads the cells of one line. What cannot be read becomes a problem and counts as not given. */
export type LineReader = ReturnType<typeof lineReader>;

/** `undefined` stands for a cell that says nothing, `null` for an empty cell of a column that is there. */
export function lineReader({ file, line, cells }: Line, problems: RosterProblem[]) {
  const cellOf = (column: RosterColumn) => cells[column] && plainBlanks(cells[column]);
  const faults = { count: 0 };
  const fault = (code: ProblemCode, column: RosterColumn, value: string) => {
    faults.count += 1;
    problems.push({ code, file, line, column, value: startOf(value, 200) });
    return undefined;
  };

  function text(column: RosterColumn, limit: number): string | undefined {
    const cell = cellOf(column);
    if (cell === undefined || cell === "") return undefined;
    // Most cells are plain: the schema is asked about the others.
    if (plainText.test(cell) && cell.length <= limit) return cell;
    const stored = storable.safeParse(cell);
    if (!stored.success || !isOneLine(stored.data)) return fault("unreadable", column, "");
    if (stored.data === "") return fault("invisible", column, "");
    return isLongerThan(stored.data, limit) ? fault("too-long", column, cell) : stored.data;
  }

  /** A cell as its reader understands it: null where it is empty, a problem where the reader gives undefined. */
  function read<T>(column: RosterColumn, code: CodeOf, reader: (cell: string) => T | undefined) {
    const cell = cellOf(column);
    if (cell === undefined || cell === "") return cell === "" ? null : undefined;
    return reader(cell) ?? fault(typeof code === "string" ? code : code(cell), column, cell);
  }

  return {
    place: { file, line },
    /** Whether a cell of the line was unreadable so far. */
    isFaulty: () => faults.count > 0,
    isGiven: (column: RosterColumn) => (cellOf(column) ?? "") !== "",
    required(column: RosterColumn): void {
      if ((cellOf(column) ?? "") === "") fault("required", column, "");
    },
    id: (column: RosterColumn) => unlessReserved(column, text(column, longest.id), fault),
    name: (column: RosterColumn) => text(column, longest.name),
    path(column: RosterColumn): string[] | undefined {
      // Before it is measured: a file may hold thousands of such paths.
      if (isTooDeep(cellOf(column) ?? "")) return fault("unit-too-deep", column, cellOf(column) ?? "");
      const typed = text(column, longest.path);
      if (typed === undefined) return undefined;
      const names = readPath(typed);
      if (!names) return fault("path", column, typed);
      if (!names.every(isVisible)) return fault("invisible", column, "");
      return names.some((name) => isLongerThan(name, longest.name))
        ? fault("too-long", column, typed)
        : names;
    },
    address: (column: RosterColumn) => read(column, addressFault, typedAddress) ?? undefined,
    language: (column: RosterColumn) => read(column, "language", readLanguage) ?? undefined,
    timeZone: (column: RosterColumn) => read(column, "time-zone", typedTimeZone),
    pairType: (column: RosterColumn): PairType | null | undefined =>
      read(column, "pair-type", (cell) => pairTypes.find((type) => type === cell.toLowerCase())),
    yesNo: (column: RosterColumn): boolean | null | undefined => read(column, "yes-no", readYesNo),
    day: (column: RosterColumn): string | null | undefined => read(column, "date", readDay),
    whole: (column: RosterColumn, range: readonly [number, number]): number | null | undefined =>
      read(column, "whole-number", (cell) => readWhole(cell, range)),
  };
}

function readYesNo(cell: string): boolean | undefined {
  const word = cell.toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
}

/** A language tag in its usual spelling: "EN" is "en", "pt_br" is "pt-BR". */
function readLanguage(cell: string): string | undefined {
  const tag = cell.replaceAll("_", "-");
  return languageTag.test(tag) ? Intl.getCanonicalLocales(tag)[0] : undefined;
}

/** "7", and as spreadsheets write a whole number: "7.0" and, where the comma separates decimals, "7,0". */
function readWhole(cell: string, [least, most]: readonly [number, number]): number | undefined {
  const [, whole] = /^([+-]?\d{1,6})(?:[.,]0+)?$/.exec(cell) ?? [];
  const value = Number(whole ?? Number.NaN);
  return value >= least && value <= most ? value : undefined;
}

/** A calendar day, "2026-11-02" or "2.11.2026"; with slashes nobody can tell the day from the month. */
function readDay(cell: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?$/.exec(cell);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell);
  const [year, month, day] = iso ? iso.slice(1) : dotted ? dotted.slice(1).reverse() : [];
  if (!year || !month || !day) return undefined;
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
  return exists && text >= knownDays.first && text <= knownDays.last ? text : undefined;
}
