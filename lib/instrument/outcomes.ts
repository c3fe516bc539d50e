import type { Answers } from "./answers";
import type { Messages } from "./messages";

/**
 * A save of everything answered so far. `revision` is the last revision that the page received; 0 before the first save.
 * `key` is a UUID of this request alone: a page whose request was never answered finds out by it whether what is stored
 * now was written by that request.
 */
export interface DraftInput {
  readonly revision: number;
  readonly promiseVersion: string;
  readonly answers: Answers;
  readonly key: string;
}

/** A submission. Every attempt at the same one has the same `key`, so that a repeated attempt changes nothing. */
export type SubmitInput = DraftInput;

/** What the server stores of one person's answers, and the key of the request that wrote it last. */
export interface Stored {
  readonly revision: number;
  readonly answers: Answers;
  readonly key: string | undefined;
}

/**
 * What there is of one person's answers in a survey that takes no more: the submitted version, which is in force, and what
 * was saved since, or instead, and never submitted; each null where there is none.
 */
export interface Remains {
  readonly inForce: Answers | null;
  readonly draft: Answers | null;
  /** Both have submitted: the partner reads the shared answers and the comment in force. */
  readonly shown: boolean;
}

/** Why a save or a submission was refused. The page keeps what was typed. */
export type Refusal =
  /** Another tab or device saved in the meantime: here are the answers and the revision that are stored now. */
  | ({ readonly kind: "stale" } & Stored)
  | Ended
  | { readonly kind: "signed-out" }
  /** Somebody else, of this name, is signed in on this browser now: nothing was read and nothing written. */
  | { readonly kind: "other-person"; readonly name: string }
  /** No answer came: there is no connection. */
  | { readonly kind: "unreachable" }
  /** The survey is not there for this person any more. */
  | { readonly kind: "gone" }
  | Failed
  | { readonly kind: "invalid"; readonly messages: Messages };

/**
 * The survey takes no more answers: `closed` with its cycle; `left` because the duo ended or was paused while the cycle is
 * open for others; `withdrawn` because this person withdrew theirs; `locked` because both partners have submitted.
 */
export interface Ended extends Remains {
  readonly kind: "closed" | "left" | "withdrawn" | "locked";
}

/**
 * A request that was answered, but not taken: `fault` on the server, with the reference under which its log has it;
 * `too-many` and `busy` for now; `refused` because the server cannot read what this page sends; `unexpected` when
 * something else than the server answered, such as a proxy.
 */
export interface Failed {
  readonly kind: "failed";
  readonly code: "fault" | "too-many" | "busy" | "refused" | "unexpected";
  readonly reference?: string | undefined;
}

/** What became of a save. */
export type SaveOutcome = { readonly kind: "saved"; readonly revision: number } | Refusal;

/** What became of a submission. `revealed`: the partner has submitted too, so both can read the shared answers. */
export type SubmitOutcome =
  | { readonly kind: "submitted"; readonly revision: number; readonly revealed: boolean }
  | Refusal;
