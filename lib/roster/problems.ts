import { addressFaults } from "../domain/address";

/** What can be wrong with a file as a whole, with one cell, or with what a line asks for. */
export const problemCodes = [
  "not-text",
  "workbook",
  "empty",
  "no-known-columns",
  "missing-columns",
  "duplicate-column",
  "unknown-column",
  "too-many-lines",
  "unknown-record",
  "broken-quote",
  "line-too-long",
  "too-many-cells",
  "required",
  "too-long",
  "invisible",
  "id-reserved",
  "unreadable",
  "address",
  ...addressFaults,
  "date",
  "whole-number",
  "yes-no",
  "pair-type",
  "time-zone",
  "language",
  "path",
  "name-damaged",
  "twice",
  "unit-unknown",
  "unit-path-taken",
  "unit-name-taken",
  "unit-cycle",
  "unit-too-deep",
  "unit-root",
  "root-renamed",
  "unit-has-units",
  "unit-has-duos",
  "unit-ended",
  "person-erased",
  "address-erased",
  "person-unknown",
  "person-ended",
  "person-id-changes",
  "address-twice",
  "address-elsewhere",
  "address-pending",
  "address-in-cycle",
  "address-of-role",
  "self-ends",
  "same-person",
  "swapped-duo",
  "duo-pair-taken",
  "duo-replaced",
  "duo-ended-differs",
  "ends-before-start",
  "over-already",
  "duo-over",
  "grade-distance",
  "starts-late",
  "start-after-cycle",
  "leader-self",
  "leader-ends-later",
  "leader-of-ended-unit",
  "ended-unknown",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Problems that are listed and prevent nothing; every other one prevents the whole import. */
const warnings: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "unknown-column",
  "person-id-changes",
  "address-pending",
  "duo-replaced",
  "grade-distance",
  "starts-late",
  "name-damaged",
  "root-renamed",
  "leader-of-ended-unit",
  "ended-unknown",
]);

/** Which line of which file: the number of its file in the import and of its line in the file, both from 1. */
export type FileLine = { file: number; line: number };

export type RosterProblem = FileLine & {
  code: ProblemCode;
  /** The column's name, where it is about one cell. */
  column?: string;
  /** What the file says there, or the person, unit or duo that it is about. */
  value?: string;
  /** The line that this one contradicts. */
  otherLine?: number;
};

const known: ReadonlySet<string> = new Set(problemCodes);

/** Whether a stored problem is one that this version has words for. */
export const isKnownProblem = ({ code }: { code: string }): boolean => known.has(code);

/** Whether the problem keeps the import from being carried out. */
export function isError({ code }: Pick<RosterProblem, "code">): boolean {
  return !warnings.has(code);
}
