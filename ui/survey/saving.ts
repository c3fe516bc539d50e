import { type Answer, type Answers, sameAnswers } from "@/lib/instrument/answers";
import type { Messages } from "@/lib/instrument/messages";
import type { Ended, Failed, Refusal, SaveOutcome, Stored, SubmitOutcome } from "@/lib/instrument/outcomes";
import {
  answersOf,
  type Conflicts,
  type Kept,
  overlay,
  pick,
  sameAnswer,
  settleKept,
  settleVisits,
  withConflicts,
} from "./kept-answers";

/** What the person reads about the state of their answers. */
export type SavedState =
  | "idle"
  | "saving"
  | "saved"
  | "offline"
  | "checking"
  | Exclude<Refusal["kind"], "stale" | "unreachable">;

/** Everything about keeping answers, without the page: typed, sent, confirmed, refused. */
export interface Saving {
  /** False until what an earlier visit left on this device is back; nothing is sent before. */
  readonly ready: boolean;
  readonly accepted: boolean;
  readonly answers: Answers;
  /** The last revision the server confirmed, and the answers that it holds. */
  readonly revision: number;
  readonly base: Answers;
  /** Items typed here that no save has confirmed. */
  readonly unsaved: readonly string[];
  readonly request: "none" | "save" | "submit";
  /** The items that were changed in the request under way, and all answers that it carries. */
  readonly sent: readonly string[];
  readonly carried: Answers;
  /** Keys of requests that were sent without an answer back: one of them may have arrived all the same. */
  readonly unconfirmed: readonly string[];
  /** Attempts in a row that stored nothing, and why the last one did not if the server was reached. */
  readonly failures: number;
  readonly failure: Failed | undefined;
  readonly phase: "answering" | "submitting" | "submitted" | "stopped";
  /** One UUID for all attempts at a submission. */
  readonly key: string;
  readonly state: SavedState;
  /** Answers from another tab or device were just added to these. */
  readonly merged: boolean;
  /** Items that were changed here and somewhere else: until the person chooses, `answers` has the server's. */
  readonly conflicts: Conflicts;
  readonly messages: Messages;
  /** Who is signed in on this browser now, once it is not the person that this page was made for. */
  readonly signedInAs: string | undefined;
  /** Nothing of this person is in the page's memory any more; what was typed is kept on the device. */
  readonly hidden: boolean;
  /** After the submission: the partner is final too. */
  readonly revealed: boolean;
  /** Why the survey takes no more, and what there is of the answers then. */
  readonly ended: Ended | undefined;
}

export type SavingEvent =
  /** What visits before left on this device, oldest first, and the key of the last write that the server stored. */
  | { readonly type: "opened"; readonly kept: readonly Kept[]; readonly key: string | undefined }
  | { readonly type: "accepted" }
  | { readonly type: "answered"; readonly item: string; readonly answer: Answer | undefined }
  | { readonly type: "sent"; readonly request: "save" | "submit"; readonly key: string }
  | { readonly type: "save-returned"; readonly outcome: SaveOutcome }
  | { readonly type: "submit-asked"; readonly key: string }
  | { readonly type: "submit-returned"; readonly outcome: SubmitOutcome }
  | { readonly type: "chosen"; readonly item: string; readonly answer: Answer | undefined }
  | { readonly type: "person-checked"; readonly refusal: Refusal }
  | { readonly type: "hidden" }
  /** This device is connected again. */
  | { readonly type: "online" }
  /** The person asks for another try. */
  | { readonly type: "retried" };

type Start = Pick<Saving, "accepted" | "answers" | "revision">;

export function startSaving({ accepted, answers, revision }: Start): Saving {
  return {
    accepted,
    answers,
    revision,
    base: answers,
    ready: false,
    unsaved: [],
    request: "none",
    sent: [],
    carried: {},
    unconfirmed: [],
    failures: 0,
    failure: undefined,
    phase: "answering",
    key: "",
    state: "idle",
    merged: false,
    conflicts: {},
    messages: {},
    signedInAs: undefined,
    hidden: false,
    revealed: false,
    ended: undefined,
  };
}

/** The state after an event. Once somebody else is signed in the page keeps saying so, whatever event follows. */
export function reduceSaving(saving: Saving, event: SavingEvent): Saving {
  if (saving.hidden) return named(saving, event);
  const next = step(saving, event);
  return saving.state === "other-person" ? named({ ...next, ...aboutPerson(saving) }, event) : next;
}

/** Names the person who is signed in now; nothing else reaches a page that was emptied. */
function named(saving: Saving, event: SavingEvent): Saving {
  const other = event.type === "person-checked" && event.refusal.kind === "other-person";
  return other ? { ...saving, signedInAs: event.refusal.name } : saving;
}

function step(saving: Saving, event: SavingEvent): Saving {
  switch (event.type) {
    case "opened":
      return { ...restore(saving, event.kept, event.key), ready: true };
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
        carried: saving.answers,
        unconfirmed: [...saving.unconfirmed, event.key],
        state: saving.failures > 0 ? saving.state : "saving",
      };
    case "submit-asked":
      return saving.phase === "answering"
        ? { ...saving, phase: "submitting", key: event.key, merged: false, failures: 0 }
        : saving;
    case "chosen":
      return choose(saving, event.item, event.answer);
    case "person-checked":
      return receive(saving, saving, event.refusal);
    case "hidden":
      return {
        ...startSaving({ accepted: false, answers: {}, revision: 0 }),
        ...aboutPerson(saving),
        hidden: true,
      };
    case "online":
      return { ...saving, failures: 0 };
    case "retried":
      return { ...saving, failures: 0, failure: undefined, state: "saving" };
    case "save-returned":
    case "submit-returned":
      return receive(
        { ...saving, request: "none", sent: [], unsaved: pending(saving) },
        saving,
        event.outcome,
      );
  }
}

/** What this device has to keep: also what a survey did not take, to be copied, but nothing of what its person withdrew. */
export const toKeep = (saving: Saving): Kept | undefined =>
  saving.phase === "submitted" || saving.state === "withdrawn" ? undefined : unconfirmed(saving);

/** What was typed and is not confirmed by the server, and choices still to be made; undefined where there is nothing. */
export function unconfirmed(saving: Saving): Kept | undefined {
  // Of a conflict only this device's answers are kept; the server's is read again, and asked about again.
  const open = answersOf(saving.conflicts);
  const items = pending(saving);
  if (items.length + open.length === 0) return undefined;
  return {
    items,
    answers: pick(saving.answers, items),
    revision: saving.revision,
    base: pick(saving.base, items),
    unconfirmed: saving.unconfirmed,
    open,
  };
}

const halts = new Set<SavedState>(["signed-out", "other-person", "invalid"]);

/** Repeating the same request could not end differently; the next change of an answer tries again. */
export const isHalted = ({ state, failure }: Saving): boolean =>
  halts.has(state) || (state === "failed" && failure?.code === "refused");

const pending = ({ sent, unsaved }: Saving): readonly string[] => [...new Set([...sent, ...unsaved])];

function answer(saving: Saving, item: string, value: Answer | undefined): Saving {
  const { [item]: _answer, ...others } = saving.answers;
  const { [item]: _message, ...messages } = saving.messages;
  return {
    ...saving,
    answers: value === undefined ? others : { ...saving.answers, [item]: value },
    unsaved: [...saving.unsaved.filter((code) => code !== item), item],
    messages,
    merged: false,
    state: isHalted(saving) ? "saving" : saving.state,
  };
}

/** Adds what visits before left on this device; `key` is that of the last write that the server stored. */
function restore(saving: Saving, visits: readonly Kept[], key: string | undefined): Saving {
  const stored = { revision: saving.revision, answers: saving.base, key };
  const { apply, items, conflicts } = settleVisits(visits, stored);
  return {
    ...saving,
    answers: overlay(saving.answers, apply, items),
    unsaved: items,
    unconfirmed: visits.flatMap(({ unconfirmed }) => unconfirmed),
    conflicts,
  };
}

function choose(saving: Saving, item: string, chosen: Answer | undefined): Saving {
  const { [item]: open, ...conflicts } = saving.conflicts;
  if (!open) return saving;
  const rest = { ...saving, conflicts };
  return sameAnswer(chosen, saving.answers[item]) ? rest : answer(rest, item, chosen);
}

const aboutPerson = ({ state, signedInAs }: Saving) => ({ state, signedInAs });

function receive(saving: Saving, before: Saving, outcome: SaveOutcome | SubmitOutcome): Saving {
  switch (outcome.kind) {
    case "saved":
      return {
        ...confirmed(saving, outcome.revision, before.carried),
        unsaved: before.unsaved,
        state: before.unsaved.length > 0 ? "saving" : "saved",
      };
    case "submitted":
      return {
        ...confirmed(saving, outcome.revision, before.carried),
        unsaved: [],
        phase: "submitted",
        state: "saved",
        revealed: outcome.revealed,
      };
    case "stale":
      return mergeStale(saving, outcome);
    case "gone":
      return { ...saving, phase: "stopped", state: outcome.kind };
    case "closed":
    case "left":
    case "withdrawn":
    case "locked":
      return { ...saving, phase: "stopped", state: outcome.kind, ended: outcome };
    case "signed-out":
      return { ...saving, phase: "answering", state: "signed-out" };
    case "other-person":
      return { ...saving, phase: "answering", state: "other-person", signedInAs: outcome.name };
    case "invalid":
      return { ...saving, phase: "answering", state: "invalid", messages: outcome.messages };
    case "unreachable": {
      const state = saving.phase === "submitting" ? "checking" : "offline";
      return { ...saving, failures: saving.failures + 1, failure: undefined, state };
    }
    case "failed": {
      const phase = outcome.code === "refused" ? "answering" : saving.phase;
      return { ...saving, failures: saving.failures + 1, failure: outcome, phase, state: "failed" };
    }
  }
}

function confirmed(saving: Saving, revision: number, base: Answers): Saving {
  return { ...saving, revision, base, unconfirmed: [], failures: 0, failure: undefined, messages: {} };
}

/**
 * Takes over what the server stores where nothing was typed here. Where this page wrote it itself, and only the answer to
 * that request was lost, nothing changes.
 */
function mergeStale(saving: Saving, stored: Stored): Saving {
  const { answers, base, revision, unconfirmed, unsaved: items } = saving;
  const { apply, conflicts } = settleKept({ items, answers, base, revision, unconfirmed, open: [] }, stored);
  const asked = withConflicts(saving.conflicts, answersOf(conflicts), stored.answers);
  const asks = Object.keys(asked).length > 0;
  const merged = overlay(stored.answers, answers, apply);
  const isSame = sameAnswers(merged, answers);
  return {
    ...confirmed(saving, stored.revision, stored.answers),
    answers: merged,
    unsaved: apply,
    conflicts: asked,
    phase: isSame ? saving.phase : "answering",
    merged: !isSame && !asks,
    state: apply.length > 0 ? "saving" : "saved",
  };
}
