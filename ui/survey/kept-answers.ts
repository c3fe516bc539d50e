import { type Answer, type Answers, sameAnswers } from "@/lib/instrument/answers";

/** What this device keeps of a visit: typed here, but never confirmed. An item without an answer was cleared. */
export interface Kept {
  readonly items: readonly string[];
  readonly answers: Answers;
  /** What the server held for these items when they were changed here. */
  readonly base: Answers;
  /** Sets of answers sent without an answer back: one of them may have arrived all the same. */
  readonly unconfirmed: readonly Answers[];
}

/** An item that was changed here and, since then, somewhere else: the person chooses. Undefined is "cleared". */
export interface Conflict {
  readonly here: Answer | undefined;
  readonly there: Answer | undefined;
}
export type Conflicts = Readonly<Record<string, Conflict>>;

/**
 * Which of the kept items go over what the server has now, and which were also changed somewhere else meanwhile. A
 * stored answer that this device sent itself is not somebody else's change.
 */
export function settleKept(kept: Kept, server: Answers): { apply: readonly string[]; conflicts: Conflicts } {
  const apply: string[] = [];
  const conflicts: Record<string, Conflict> = {};
  for (const item of kept.items) {
    const same = (other: Answers) => sameAnswer(server[item], other[item]);
    if (same(kept.answers)) continue;
    if ([kept.base, ...kept.unconfirmed].some(same)) apply.push(item);
    else conflicts[item] = { here: kept.answers[item], there: server[item] };
  }
  return { apply, conflicts };
}

/** `base` with the answers of `items` taken from `over`; an item that `over` lacks is cleared. */
export function overlay(base: Answers, over: Answers, items: readonly string[]): Answers {
  const others = Object.entries(base).filter(([code]) => !items.includes(code));
  return { ...Object.fromEntries(others), ...pick(over, items) };
}

export function pick(answers: Answers, items: readonly string[]): Answers {
  return Object.fromEntries(items.flatMap((code) => (code in answers ? [[code, answers[code]!]] : [])));
}

const sameAnswer = (a: Answer | undefined, b: Answer | undefined) =>
  sameAnswers(a === undefined ? {} : { a }, b === undefined ? {} : { a: b });
