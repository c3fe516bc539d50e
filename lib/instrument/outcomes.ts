import type { Answers } from "./answers";
import type { Messages } from "./messages";

/** A save of everything answered so far. `revision` is the last revision that the page received; 0 before the first save. */
export interface DraftInput {
  readonly revision: number;
  readonly promiseVersion: string;
  readonly answers: Answers;
}

/** A submission. Every attempt at the same submission has the same `key` (a UUID), so that a repeated one changes nothing. */
export interface SubmitInput extends DraftInput {
  readonly key: string;
}

/** Why a save or a submission was refused. The page keeps what was typed. */
export type Refusal =
  /** Another tab or device saved in the meantime: here are the answers and the revision that are stored now. */
  | { readonly kind: "stale"; readonly revision: number; readonly answers: Answers }
  /** The cycle no longer takes answers. */
  | { readonly kind: "closed" }
  /** Both partners have submitted: answers cannot change any more. */
  | { readonly kind: "locked" }
  | { readonly kind: "signed-out" }
  /** Somebody else, of this name, is signed in on this browser now: nothing was read and nothing written. */
  | { readonly kind: "other-person"; readonly name: string }
  | { readonly kind: "unreachable" }
  | { readonly kind: "invalid"; readonly messages: Messages };

/** What became of a save. */
export type SaveOutcome = { readonly kind: "saved"; readonly revision: number } | Refusal;

/** What became of a submission. `revealed`: the partner has submitted too, so both can read the shared answers. */
export type SubmitOutcome =
  | { readonly kind: "submitted"; readonly revision: number; readonly revealed: boolean }
  | Refusal;
