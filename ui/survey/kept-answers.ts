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
  /** Answers that the person was asked to choose between and did not; several of one item, if visits left several. */
  readonly open: readonly KeptAnswer[];
}

/** An answer that this device keeps of an item; without `answer` it was cleared. */
export interface KeptAnswer {
  readonly item: string;
  readonly answer?: Answer | undefined;
}

/**
 * Items that were changed here and somewhere else, with every answer that this device keeps of them, all different;
 * undefined is "cleared". Until the person chooses, the page's answers hold what the server stores of these items.
 */
export type Conflicts = Readonly<Record<string, readonly (Answer | undefined)[]>>;

type Settled = { readonly apply: readonly string[]; readonly conflicts: Conflicts };

/**
 * Which of the kept items go over what the server has now, and which the person has to choose between. An answer that
 * is stored is never replaced unasked once another tab or device saved: not even where it is the answer that this
 * device started from, because it may have been changed and changed back. A last write with the key of an own request
 * is nobody else's. Where nothing was and nothing is stored, the kept answer replaces nothing.
 */
export function settleKept(kept: Kept, stored: Stored): Settled {
  const apply: string[] = [];
  const asked: KeptAnswer[] = [];
  const onlyOurs = stored.revision === kept.revision || isOwn(stored.key, kept.unconfirmed);
  for (const item of kept.items) {
    const [answer, there] = [kept.answers[item], stored.answers[item]];
    if (sameAnswer(answer, there)) continue;
    const nothingToReplace = there === undefined && kept.base[item] === undefined;
    if (onlyOurs || nothingToReplace) apply.push(item);
    else asked.push({ item, answer });
  }
  return { apply, conflicts: withConflicts({}, [...asked, ...kept.open], stored.answers) };
}

/**
 * The same for everything that several visits left: of an item of which they left different answers the person chooses,
 * and every one of them is offered. `items` are taken over without a question, with their answers in `apply`.
 */
export function settleVisits(visits: readonly Kept[], stored: Stored) {
  const asked = new Set<string>();
  const left = visits.flatMap((kept): KeptAnswer[] => {
    const { apply, conflicts } = settleKept(kept, stored);
    for (const item of Object.keys(conflicts)) asked.add(item);
    return [...apply.map((item) => ({ item, answer: kept.answers[item] })), ...answersOf(conflicts)];
  });
  const all = Object.entries(withConflicts({}, left, stored.answers));
  const isOpen = ([item, answers]: (typeof all)[number]) => asked.has(item) || answers.length > 1;
  const settled = all.filter((entry) => !isOpen(entry));
  const conflicts: Conflicts = Object.fromEntries(all.filter(isOpen));
  return {
    items: settled.map(([item]) => item),
    apply: answersWith(settled.map(([item, [answer]]) => ({ item, answer }))),
    conflicts,
  };
}

const answersWith = (kept: readonly KeptAnswer[]): Answers =>
  Object.fromEntries(kept.flatMap(({ item, answer }) => (answer === undefined ? [] : [[item, answer]])));

/** Conflicts with further answers; an answer that is stored by now needs no choice. */
export function withConflicts(conflicts: Conflicts, more: readonly KeptAnswer[], stored: Answers): Conflicts {
  const all: Record<string, (Answer | undefined)[]> = {};
  for (const { item, answer } of [...answersOf(conflicts), ...more]) {
    if (sameAnswer(answer, stored[item])) continue;
    const known = all[item] ?? [];
    if (!known.some((one) => sameAnswer(one, answer))) all[item] = [...known, answer];
  }
  return all;
}

/** Every answer of this device that is still to be chosen or not. */
export const answersOf = (conflicts: Conflicts): KeptAnswer[] =>
  Object.entries(conflicts).flatMap(([item, answers]) => answers.map((answer) => ({ item, answer })));

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
