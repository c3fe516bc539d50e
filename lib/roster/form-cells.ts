import type { Cells } from "./by-hand";
import type { RecordKind, RosterColumn } from "./columns";
import type { Roster } from "./roster";
import { readPath, writePath } from "./unit-path";
import { cellsOf } from "./write-files";

/**
 * A person, a unit or a duo as the cells of its form, also when it is over; undefined where it is not there. A unit's form
 * asks for its name and for the unit above it, which are one path in a file.
 */
export function formCellsOf(
  roster: Roster,
  kind: Exclude<RecordKind, "leader">,
  id: string,
): Cells | undefined {
  const cells = cellsOf(roster, kind, id);
  const path = kind === "unit" ? readPath(cells?.unit ?? "") : undefined;
  return path ? { ...cells, name: path.at(-1)!, unit: writePath(path.slice(0, -1)) } : cells;
}

/** The cells of a form as the cells of a line of a roster file. */
export function lineCellsOf(kind: RecordKind, { name, ...cells }: Cells): Cells {
  if (kind !== "unit" || name === undefined) return { ...cells, ...(name !== undefined && { name }) };
  const escaped = writePath([name.trim()]);
  return { ...cells, unit: cells.unit ? `${cells.unit} / ${escaped}` : escaped };
}

/** Cells without which a line of each kind cannot say what it is about. */
const needed: Record<RecordKind, readonly RosterColumn[]> = {
  unit: ["name", "unit"],
  person: [],
  duo: ["ic_id", "manager_id"],
  leader: [],
};

/** A cell of a form that somebody else changed to another value than the one typed in it. */
export type Clash = { column: RosterColumn; now: string; typed: string };

/** What is typed in a form, what the form showed when it was made, and what the roster has now. */
export type TypedForm = { kind: RecordKind; typed: Cells; started: Cells; now: Cells };

/** Whether two texts of a cell mean the same: blanks around them do not count. */
export const isSameCell = (a = "", b = ""): boolean => a.trim() === b.trim();

/**
 * The cells of a form that somebody typed in, with those that a line needs as they are now: a cell that was left as the
 * form showed it asks for nothing, so that an older form does not undo what was changed meanwhile. A cell that both
 * changed is a clash, and not among the cells.
 */
export function changedCells({ kind, typed, started, now }: TypedForm): { cells: Cells; clashes: Clash[] } {
  const changed = (Object.entries(typed) as [RosterColumn, string][]).filter(
    ([column, text]) => started[column] === undefined || !isSameCell(text, started[column]),
  );
  const isClash = ([column, text]: [RosterColumn, string]) =>
    started[column] !== undefined &&
    !isSameCell(now[column], started[column]) &&
    !isSameCell(now[column], text);
  const clashes = changed
    .filter(isClash)
    .map(([column, text]) => ({ column, now: now[column] ?? "", typed: text.trim() }));
  const keys = needed[kind].flatMap((column) => (column in now ? [[column, now[column]]] : []));
  const cells = changed.filter((cell) => !isClash(cell));
  return { cells: Object.fromEntries([...keys, ...cells]), clashes };
}
