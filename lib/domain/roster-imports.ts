import type { RecordKind } from "../roster/columns";
import type { DraftItem, ItemAction } from "../roster/draft";
import type { Breaker, Tripped } from "../roster/plan";
import type { ProblemCode, RosterProblem } from "../roster/problems";
import type { PageInView } from "./paging";

/** From the first file on: checked means that its list of changes can be read, applied that it was carried out. */
export const importStates = ["receiving", "checking", "checked", "applying", "applied", "discarded"] as const;
export type ImportState = (typeof importStates)[number];
/** A new sign-in address waits, or its person confirmed or refused it, or an admin gave another one instead. */
export const addressChangeStates = ["pending", "confirmed", "refused", "replaced"] as const;

/** Why an attempt to carry an import out ended without a change. */
export type ImportFailure = "roster-changed" | "address-taken" | "fault";

/** Bytes that all files of an import may have together, and how many files there may be. */
export const maxImportBytes = 20 * 1024 * 1024;
export const maxImportFiles = 20;

/** What is kept of an import after it ended: numbers, and nothing about a person. */
export type ImportSummary = {
  lines: number;
  kinds: readonly RecordKind[];
  counts: readonly { kind: RecordKind; action: ItemAction; count: number }[];
  problems: readonly { code: ProblemCode; count: number }[];
  errors: number;
  tripped: readonly Tripped[];
  /** Duos that left the open cycle, once it is applied. */
  left?: number;
  /** New sign-in addresses that wait for their people, once it is applied. */
  asked?: number;
};

/** How many changes an import makes; 0 before it was checked. */
export const countChanges = (summary: ImportSummary | null): number =>
  summary?.counts.reduce((sum, { count }) => sum + count, 0) ?? 0;

/** An import in the list of all of them. */
export type ImportLine = {
  id: string;
  state: ImportState;
  createdAt: string;
  createdBy: string;
  summary: ImportSummary | null;
};

/** What the form of a new import shows at first: the lines pasted for the last one, and whether they were complete. */
export type PastedBefore = { pasted: string; complete: boolean };

/** What the progress bar of an import shows. `isStuck`: the work on it was interrupted and can be started again. */
export type ImportProgress = { state: ImportState; progress: number; isStuck: boolean };

/** An import with one page of its changes, and the first problems of each kind. */
export type ImportReport = ImportProgress & {
  id: string;
  /** Whether the reader began it: nobody else checks it again or carries it out. */
  isOwn: boolean;
  complete: boolean;
  failure: ImportFailure | null;
  summary: ImportSummary | null;
  /** Of the whole list of changes, so that what is carried out is what was shown; null while there is none. */
  fingerprint: string | null;
  files: readonly string[];
  problems: readonly RosterProblem[];
  items: PageInView & { lines: readonly DraftItem[] };
  /** Number of the cycle that is open meanwhile. */
  openCycle: number | null;
};

/** What an admin typed to confirm dangerous numbers, and what was wrong with it. */
export type ConfirmTyped = Partial<Record<Breaker, string>>;
