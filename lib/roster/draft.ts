import type { RecordKind } from "./columns";
import type { FileLine, ProblemCode, RosterProblem } from "./problems";
import type { Roster } from "./roster";
import type { Rows } from "./rows";

/** What an import does to a person, a unit or a duo. */
export const itemActions = ["add", "replace", "move", "change", "pause", "resume", "end"] as const;
export type ItemAction = (typeof itemActions)[number];
/** Why something ends: its line says so, a complete file lacks it, or what it depends on ends, or goes on longer. */
export type EndReason = "line" | "missing" | "person-ends" | "person-stays" | "unit-ends" | "unit-stays";

export type FieldChange = { field: string; before: string; after: string };
/** One thing that an import would do, as it is listed before it is done. */
export type DraftItem = {
  kind: RecordKind;
  action: ItemAction;
  /** The external id, a unit's path, or both partners' ids. */
  key: string;
  name: string;
  file?: number;
  line?: number;
  reason?: EndReason;
  /** Of a duo that comes to end before its start. */
  neverBegins?: true;
  /** Of a duo that goes on after its end, paused as it was. */
  staysPaused?: true;
  changes?: readonly FieldChange[];
};

export type PlanOptions = {
  /** The calendar day of the import, "2026-11-02". */
  today: string;
  /** Id of the person who imports. */
  selfId: string;
  /** Whether what the files do not name ends, for the kinds of lines that they hold. */
  complete: boolean;
  kinds: ReadonlySet<RecordKind>;
  newId: () => string;
  /** Addresses of the files that belong to people outside this organization. */
  addressesElsewhere: ReadonlySet<string>;
  /** External ids and addresses of the files that were of people who were erased. */
  erased?: ReadonlySet<string>;
};

/** What planning works with and adds to. */
export type Draft = {
  roster: Roster;
  rows: Rows;
  options: PlanOptions;
  problems: RosterProblem[];
  items: DraftItem[];
};

/** Stands for a problem of an import as a whole, which no single line causes. */
export const noLine: FileLine = { file: 0, line: 0 };

/** Adds a problem of a line to the draft's; gives undefined, so that the caller can return it for what it could not read. */
export function complain(
  { problems }: Draft,
  code: ProblemCode,
  { at: { file, line }, ...more }: Partial<RosterProblem> & { at: FileLine },
): undefined {
  problems.push({ code, file, line, ...more });
}

/**
 * Adds the problem that a line names somebody who is not there. None where that person's own line in the files has an error:
 * it is told already and stops the import, and a person in ten duos would make eleven errors of it. Gives undefined too.
 */
export function complainOfPerson(
  draft: Draft,
  externalId: string,
  place: { at: FileLine; column: string },
): undefined {
  if (!draft.rows.faultyPeople.has(externalId)) {
    complain(draft, "person-unknown", { ...place, value: externalId });
  }
}

/** The fields in which two things differ, as texts. */
export function differences<T extends object>(
  before: T,
  after: T,
  fields: readonly (keyof T & string)[],
): FieldChange[] {
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: String(before[field] ?? ""), after: String(after[field] ?? "") }));
}

/** Where the row stands that causes an item, if one does. */
export const fileLineOf = (row: FileLine | undefined): Partial<FileLine> =>
  row ? { file: row.file, line: row.line } : {};

/** What a change of the end means: over now and not before, or the other way round. */
export function endAction(before: boolean, after: boolean): "end" | "resume" | undefined {
  if (before === after) return undefined;
  return after ? "end" : "resume";
}
