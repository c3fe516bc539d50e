import type { RecordKind, RosterColumn } from "./columns";
import type { PlanOptions } from "./draft";
import { type Plan, planImport } from "./plan";
import type { ProblemCode, RosterProblem } from "./problems";
import { isOver, type Roster } from "./roster";
import { readRows } from "./rows";

/** The cells of one line of a roster file, as texts. */
export type Cells = Readonly<Partial<Record<RosterColumn, string>>>;
/** One change that an admin types: the line that a file would have for it, and which row of the roster it is about. */
export type HandChange = { kind: RecordKind; id?: string | undefined; cells: Cells };

type Options = Omit<PlanOptions, "complete" | "kinds">;

/**
 * What a change by hand would do: the same as an import of that one line. A unit or a duo without an external id is given
 * its row's id as one while the line is planned, so that the line can name it.
 */
export function planByHand(roster: Roster, { kind, id, cells }: HandChange, options: Options): Plan {
  const known = id === undefined ? roster : withRowId(roster, id);
  const line = { file: 1, line: 1, kind, cells: { ...cells, ...idCells(known, kind, id) } };
  const asked = planImport(known, readRows([line]), { ...options, complete: false, kinds: new Set() });
  const { today } = options;
  const isOverNow = asksOfEnded(known, asked, { id, cells, today });
  const problems = isOverNow
    ? [noted("duo-over")]
    : [...asked.problems, ...endsAgain(known, asked, { id, today })];
  const plan = { ...asked, problems };
  const withoutRowId = <T extends { externalId: string | null }>(rows: readonly T[]) =>
    rows.map((row) => (row.externalId === id ? { ...row, externalId: null } : row));
  const { units, duos } = plan.writes;
  return { ...plan, writes: { ...plan.writes, units: withoutRowId(units), duos: withoutRowId(duos) } };
}

/**
 * What is over and would end on another day that has come: who types that means to let it go on. A file may correct the day.
 */
function endsAgain(
  { units, people, duos }: Roster,
  { writes }: Plan,
  { id, today }: { id: string | undefined; today: string },
): RosterProblem[] {
  const endIn = (rows: readonly { id: string; endedOn: string | null }[]) =>
    rows.find((row) => row.id === id)?.endedOn ?? "";
  const now = endIn([...units, ...people, ...duos]);
  const value = endIn([...writes.units, ...writes.people, ...writes.duos]);
  const isAgain = value !== now && [now, value].every((day) => day !== "" && day <= today);
  return isAgain ? [{ ...noted("over-already"), column: "ended_on", value }] : [];
}

/** A problem of the one line. */
const noted = (code: ProblemCode): RosterProblem => ({ code, file: 1, line: 1 });

/**
 * Whether a change is for a duo that goes on, and this one is over: neither is a partner of it replaced, nor does it pause.
 * A page that was made before its end asks so.
 */
function asksOfEnded(
  { duos, people }: Roster,
  { writes }: Plan,
  { id, cells, today }: { id: string | undefined; cells: Cells; today: string },
): boolean {
  const duo = duos.find((one) => one.id === id);
  if (!duo || !isOver(duo, today)) return false;
  const isOther = (typed: string | undefined, partnerId: string) =>
    typed !== undefined && typed !== people.find((one) => one.id === partnerId)?.externalId;
  const after = writes.duos.find((one) => one.id === id);
  const pauses = after !== undefined && isOver(after, today) && after.paused !== duo.paused;
  return pauses || isOther(cells.ic_id, duo.icId) || isOther(cells.manager_id, duo.managerId);
}

/** The roster in which the unit or the duo with this row id has an external id: its own, or else the row's. */
function withRowId(roster: Roster, id: string): Roster {
  const named = <T extends { id: string; externalId: string | null }>(rows: readonly T[]) =>
    rows.map((row) => (row.id === id && row.externalId === null ? { ...row, externalId: id } : row));
  return { ...roster, units: named(roster.units), duos: named(roster.duos) };
}

/** The cell that names what the change is about; none for something new, and none where it is not there any more. */
function idCells({ units, people, duos }: Roster, kind: RecordKind, id: string | undefined): Cells {
  const idIn = (rows: readonly { id: string; externalId: string | null }[]) =>
    rows.find((row) => row.id === id)?.externalId ?? "";
  if (id === undefined || kind === "leader") return {};
  if (kind === "unit") return { unit_id: idIn(units) };
  return kind === "person" ? { person_id: idIn(people) } : { duo_id: idIn(duos) };
}

/** Whether something new was asked for under an id or a place that something else has. */
export function isTaken({ id }: HandChange, { items }: Plan): boolean {
  return id === undefined && !items.some(({ action }) => action === "add" || action === "replace");
}
