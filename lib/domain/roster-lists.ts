import { z } from "zod";
import type { Cells } from "../roster/by-hand";
import type { RecordKind } from "../roster/columns";
import type { DraftItem } from "../roster/draft";
import type { Clash } from "../roster/form-cells";
import type { RosterProblem } from "../roster/problems";
import type { FormState } from "./form-state";
import { type PageInView, rowsWanted } from "./paging";
import { storableText } from "./text";

/** The lists of the roster, by the word that their address has for them. */
export const rosterLists = ["people", "units", "duos", "grants"] as const;
export type RosterList = (typeof rosterLists)[number];

/** What a line of each list is called in a roster file. */
export const recordKindOf = {
  people: "person",
  units: "unit",
  duos: "duo",
  grants: "leader",
} as const satisfies Record<RosterList, RecordKind>;

/** Which lines of a list are wanted: those that go on, paused duos, those that are over, or all. */
export const rosterStates = ["current", "paused", "ended", "all"] as const;
export type RosterState = (typeof rosterStates)[number];

/** A search and a state as a URL has them; what makes no sense is left out. */
export const listWanted = rowsWanted.and(
  z
    .object({
      q: storableText().max(100).optional().catch(undefined),
      state: z.enum(rosterStates).catch("current"),
    })
    .catch({ state: "current" }),
);
export type ListWanted = z.output<typeof listWanted>;

export type ListedPerson = {
  id: string;
  externalId: string;
  name: string;
  email: string;
  pendingEmail: string | null;
  endedOn: string | null;
  signedIn: boolean;
  duos: number;
};
export type ListedUnit = { id: string; name: string; path: string; endedOn: string | null; duos: number };
export type ListedDuo = {
  id: string;
  name: string;
  ic: string;
  manager: string;
  unit: string;
  paused: boolean;
  startedOn: string;
  endedOn: string | null;
};
export type ListedGrant = {
  id: string;
  person: string;
  role: "leader" | "admin" | "reviewer" | "member";
  unit: string | null;
  grantedBy: string | null;
  grantedAt: string;
  revoked: boolean;
};

type Lines = { people: ListedPerson; units: ListedUnit; duos: ListedDuo; grants: ListedGrant };
/** One page of one of the lists. */
export type RosterPage = {
  [L in RosterList]: {
    list: L;
    wanted: ListWanted;
    view: PageInView;
    lines: readonly Lines[L][];
    /** The calendar day by which ends count. */
    today: string;
  };
}[RosterList];

/** Something of the roster as its form shows it; `id` is undefined for something new. */
export type RosterForm = {
  list: RosterList;
  id: string | undefined;
  title: string;
  cells: Cells;
  units: readonly { id: string; path: string }[];
  isOver: boolean;
  isPaused: boolean;
  /** Today's calendar day, by which ends count. */
  today: string;
  /** Of a duo that goes on: the day on which it ends with others, before an end of its own, and a start after its end. */
  ends: { withOthers: string | null; startsLater: string | null };
  /** The names of a duo's two people. */
  partners: { ic: string; manager: string } | null;
  /** The unit above, and whether this one is the root. */
  isRoot: boolean;
};

/** What a change by hand would do or has done. */
export type HandAnswer = {
  done: boolean;
  items: readonly DraftItem[];
  problems: readonly RosterProblem[];
  /** Names the list of changes that was shown: what is done must be the same. */
  fingerprint: string;
  taken: boolean;
  /** Cells that somebody else changed after the form was made, to another value than the one typed in it. */
  clashes: readonly Clash[];
  /** The cells as they are in the roster, after the change where it is done; none for something new. */
  now: Cells;
  /** Number of the cycle that is open meanwhile. */
  openCycle: number | null;
  /** Duos that left the open cycle, and people who were asked to confirm a new address, once it is done. */
  left: number;
  asked: number;
};

/** The state of a form of the roster: what was typed, what it would do, and what it has done. */
export type HandState = FormState<Readonly<Record<string, string>>> & {
  /** The cells as they were when the form was made, or when the server last answered; absent until then. */
  started?: Cells;
  /** For each cell that somebody else changed meanwhile, the values to choose from: what is there now, what was typed. */
  choices?: Readonly<Record<string, readonly [now: string, typed: string]>>;
  /** What follows, line by line, and what to know about it; to be confirmed with the fingerprint. */
  preview?: { lines: readonly string[]; notes: readonly string[]; fingerprint: string };
  done?: readonly string[];
};
