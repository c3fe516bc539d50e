import type { Answers } from "./answers";
import type { Messages } from "./messages";

/** A save of everything answered so far. `revision` is the last one this page knows; 0 before the first save. */
export interface DraftInput {
  readonly revision: number;
  readonly promiseVersion: string;
  readonly answers: Answers;
}

/** A submission. `key` is one UUID for every attempt at the same submission, so that a repeat changes nothing. */
export interface SubmitInput extends DraftInput {
  readonly key: string;
}

/** Why neither a save nor a submission was taken. Whatever was typed stays with the person. */
export type Refusal =
  /** Another tab or device saved since: these are the answers and the revision in force now. */
  | { readonly kind: "stale"; readonly revision: number; readonly answers: Answers }
  /** The cycle no longer takes answers. */
  | { readonly kind: "closed" }
  /** Both partners are final: answers cannot change any more. */
  | { readonly kind: "locked" }
  | { readonly kind: "signed-out" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "invalid"; readonly messages: Messages };

export type SaveOutcome = { readonly kind: "saved"; readonly revision: number } | Refusal;

/** `revealed`: the partner is final too, so both can see where their views meet. */
export type SubmitOutcome =
  | { readonly kind: "submitted"; readonly revision: number; readonly revealed: boolean }
  | Refusal;
