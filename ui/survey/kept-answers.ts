import { type Answer, type Answers, sameAnswers } from "@/lib/instrument/answers";
import type { Stored } from "@/lib/instrument/outcomes";

/** What this device keeps of a visit: typed here, but never confirmed. An item without an answer was cleared. */
export interface Kept {
  readonly items: readonly string[];
  readonly answers: Answers;
  /** The revision that these answers were changed from, and what the server held for these items then. */
  readonly revision: number;
  readonly base: Answers;
  /** Keys of requests that were sent without an answer back: one of them may have arrived all the same. */
  readonly unconfirmed: readonly string[];
  /** Items whose two answers the person was asked to choose between and did not. */
  readonly open: readonly string[];
}

/** An item that was changed here and, since then, somewhere else: the person chooses. Undefined is "cleared". */
export interface Conflict {
  readonly here: Answer | undefined;
  readonly there: Answer | undefined;
}
export type Conflicts = Readonly<Record<string, Conflict>>;

/**
 * Which of the kept items go over what the server has now, and which the person has to choose between. An answer that
 * is stored is never replaced unasked once another tab or device saved: not even where it is the answer that this
 * device started from, because it may have been changed and changed back. A last write with the key of an own request
 * is nobody else's. Where nothing was and nothing is stored, the kept answer replaces nothing.
 */
export function settleKept(kept: Kept, stored: Stored): { apply: readonly string[]; conflicts: Conflicts } {
  const apply: string[] = [];
  const conflicts: Record<string, Conflict> = {};
  const onlyOurs = stored.revision === kept.revision || isOwn(stored.key, kept.unconfirmed);
  for (const item of kept.items) {
    const [here, there] = [kept.answers[item], stored.answers[item]];
    if (sameAnswer(here, there)) continue;
    const nothingToReplace = there === undefined && kept.base[item] === undefined;
    if (!kept.open.includes(item) && (onlyOurs || nothingToReplace)) apply.push(item);
    else conflicts[item] = { here, there };
  }
  return { apply, conflicts };
}

/** Whether the last write that the server stored was one of these requests. */
const isOwn = (key: string | undefined, unconfirmed: readonly string[]): boolean =>
  key !== undefined && unconfirmed.includes(key);

/** `base` with the answers of `items` taken from `over`; an item that `over` lacks is cleared. */
export function overlay(base: Answers, over: Answers, items: readonly string[]): Answers {
  const others = Object.entries(base).filter(([code]) => !items.includes(code));
  return { ...Object.fromEntries(others), ...pick(over, items) };
}

export function pick(answers: Answers, items: readonly string[]): Answers {
  return Object.fromEntries(items.flatMap((code) => (code in answers ? [[code, answers[code]!]] : [])));
}

export const sameAnswer = (a: Answer | undefined, b: Answer | undefined) =>
  sameAnswers(a === undefined ? {} : { a }, b === undefined ? {} : { a: b });
