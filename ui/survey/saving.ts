import { type Answer, type Answers, sameAnswers } from "@/lib/instrument/answers";
import type { Messages } from "@/lib/instrument/messages";
import type { SaveOutcome, SubmitOutcome } from "@/lib/instrument/outcomes";

/** What the person reads about the state of their answers. */
export type SavedState =
  | "idle"
  | "saving"
  | "saved"
  | "offline"
  | "checking"
  | "signed-out"
  | "invalid"
  | "closed"
  | "locked";

/** Everything about keeping answers, without the page: typed, sent, confirmed, refused. */
export interface Saving {
  /** False until what an earlier visit left on this device is back; nothing is sent before. */
  readonly ready: boolean;
  readonly accepted: boolean;
  readonly answers: Answers;
  /** The last revision the server confirmed. */
  readonly revision: number;
  /** Items typed here that no save has confirmed. */
  readonly unsaved: readonly string[];
  readonly request: "none" | "save" | "submit";
  /** Items that the request under way carries. */
  readonly sent: readonly string[];
  /** Sets of answers sent without an answer back: one of them may have arrived all the same. */
  readonly unconfirmed: readonly Answers[];
  /** Attempts in a row that did not reach the server. */
  readonly failures: number;
  readonly phase: "answering" | "submitting" | "submitted" | "stopped";
  /** One UUID for all attempts at a submission. */
  readonly key: string;
  readonly state: SavedState;
  /** Answers from another tab or device were just added to these. */
  readonly merged: boolean;
  readonly messages: Messages;
  /** After the submission: the partner is final too. */
  readonly revealed: boolean;
}

/** What this device kept of an earlier visit: typed, but never confirmed. An item without an answer was cleared. */
export interface Kept {
  readonly items: readonly string[];
  readonly answers: Answers;
}

export type SavingEvent =
  | { readonly type: "opened"; readonly kept: Kept | undefined }
  | { readonly type: "accepted" }
  | { readonly type: "answered"; readonly item: string; readonly answer: Answer | undefined }
  | { readonly type: "sent"; readonly request: "save" | "submit" }
  | { readonly type: "save-returned"; readonly outcome: SaveOutcome }
  | { readonly type: "submit-asked"; readonly key: string }
  | { readonly type: "submit-returned"; readonly outcome: SubmitOutcome }
  | { readonly type: "online" };

export function startSaving(from: { accepted: boolean; answers: Answers; revision: number }): Saving {
  return {
    ...from,
    ready: false,
    unsaved: [],
    request: "none",
    sent: [],
    unconfirmed: [],
    failures: 0,
    phase: "answering",
    key: "",
    state: "idle",
    merged: false,
    messages: {},
    revealed: false,
  };
}

export function reduceSaving(saving: Saving, event: SavingEvent): Saving {
  switch (event.type) {
    case "opened":
      return event.kept ? restore(saving, event.kept) : { ...saving, ready: true };
    case "accepted":
      return { ...saving, accepted: true };
    case "answered":
      return saving.phase === "answering" ? answer(saving, event.item, event.answer) : saving;
    case "sent":
      return {
        ...saving,
        request: event.request,
        sent: saving.unsaved,
        unsaved: [],
        unconfirmed: [...saving.unconfirmed, saving.answers],
        state: saving.failures > 0 ? saving.state : "saving",
      };
    case "submit-asked":
      return saving.phase === "answering"
        ? { ...saving, phase: "submitting", key: event.key, merged: false, failures: 0 }
        : saving;
    case "online":
      return { ...saving, failures: 0 };
    case "save-returned":
    case "submit-returned":
      return receive(
        { ...saving, request: "none", sent: [], unsaved: pending(saving) },
        saving,
        event.outcome,
      );
  }
}

/** The next request and the pause before it in milliseconds, or undefined while there is nothing to send. */
export function nextRequest(saving: Saving): { request: "save" | "submit"; after: number } | undefined {
  if (!saving.ready || !saving.accepted || saving.request !== "none") return undefined;
  if (saving.phase === "submitting") return { request: "submit", after: backoff(saving.failures) };
  const wanted = saving.unsaved.length > 0 || saving.revision === 0;
  if (saving.phase !== "answering" || !wanted || halts.has(saving.state)) return undefined;
  return { request: "save", after: Math.max(PAUSE_AFTER_TYPING, backoff(saving.failures)) };
}

/** What must survive a closed tab: typed here and not confirmed by the server. */
export function toKeep(saving: Saving): Kept | undefined {
  const items = pending(saving);
  if (items.length === 0 || saving.phase === "submitted" || saving.phase === "stopped") return undefined;
  return { items, answers: pick(saving.answers, items) };
}

const PAUSE_AFTER_TYPING = 400;
const LONGEST_PAUSE = 30_000;

// Repeating the same request could not end differently; the next change of an answer tries again.
const halts = new Set<SavedState>(["signed-out", "invalid"]);

function backoff(failures: number): number {
  return failures === 0 ? 0 : Math.min(LONGEST_PAUSE, 500 * 2 ** failures);
}

function pending(saving: Saving): readonly string[] {
  return [...new Set([...saving.sent, ...saving.unsaved])];
}

function answer(saving: Saving, item: string, value: Answer | undefined): Saving {
  const { [item]: _answer, ...others } = saving.answers;
  const { [item]: _message, ...messages } = saving.messages;
  return {
    ...saving,
    answers: value === undefined ? others : { ...saving.answers, [item]: value },
    unsaved: [...saving.unsaved.filter((code) => code !== item), item],
    messages,
    merged: false,
    state: halts.has(saving.state) ? "saving" : saving.state,
  };
}

function restore(saving: Saving, kept: Kept): Saving {
  const answers = overlay(saving.answers, kept.answers, kept.items);
  return { ...saving, ready: true, answers, unsaved: kept.items };
}

function receive(saving: Saving, before: Saving, outcome: SaveOutcome | SubmitOutcome): Saving {
  switch (outcome.kind) {
    case "saved":
      return {
        ...confirmed(saving, outcome.revision),
        unsaved: before.unsaved,
        state: before.unsaved.length > 0 ? "saving" : "saved",
      };
    case "submitted":
      return {
        ...confirmed(saving, outcome.revision),
        unsaved: [],
        phase: "submitted",
        state: "saved",
        revealed: outcome.revealed,
      };
    case "stale":
      return mergeStale(saving, outcome.revision, outcome.answers);
    case "closed":
    case "locked":
      return { ...saving, phase: "stopped", state: outcome.kind };
    case "signed-out":
      return { ...saving, phase: "answering", state: "signed-out" };
    case "invalid":
      return { ...saving, phase: "answering", state: "invalid", messages: outcome.messages };
    case "unreachable": {
      const state = saving.phase === "submitting" ? "checking" : "offline";
      return { ...saving, failures: saving.failures + 1, state };
    }
  }
}

function confirmed(saving: Saving, revision: number): Saving {
  return { ...saving, revision, unconfirmed: [], failures: 0, messages: {} };
}

function mergeStale(saving: Saving, revision: number, theirs: Answers): Saving {
  // An earlier save of ours may have arrived although its answer got lost: that is no other device.
  const ours = [saving.answers, ...saving.unconfirmed].some((sent) => sameAnswers(sent, theirs));
  return {
    ...confirmed(saving, revision),
    answers: overlay(theirs, saving.answers, saving.unsaved),
    phase: ours ? saving.phase : "answering",
    merged: !ours,
    state: saving.unsaved.length > 0 ? "saving" : "saved",
  };
}

function overlay(base: Answers, over: Answers, items: readonly string[]): Answers {
  const kept = Object.entries(base).filter(([code]) => !items.includes(code));
  return { ...Object.fromEntries(kept), ...pick(over, items) };
}

function pick(answers: Answers, items: readonly string[]): Answers {
  return Object.fromEntries(items.flatMap((code) => (code in answers ? [[code, answers[code]!]] : [])));
}
