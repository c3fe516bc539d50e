import type { Answers } from "@/lib/instrument/answers";
import type { Remains } from "@/lib/instrument/outcomes";
import { type Conflicts, type Kept, type KeptAnswer, sameAnswer, withConflicts } from "./kept-answers";

/**
 * What somebody answered and did not submit before the survey ended: their draft, and what visits left on this device, as
 * far as it is not what is in force. Of each item every such answer, all different; undefined is "cleared". An answer of
 * the draft that a visit changed further is the visit's.
 */
export function unsentOf({ inForce, draft }: Omit<Remains, "shown">, visits: readonly Kept[]): Conflicts {
  const submitted = inForce ?? {};
  const drafted = draft ? entriesOf(draft, Object.keys({ ...submitted, ...draft })) : [];
  const standing = drafted.filter(({ item, answer }) => !visits.some((kept) => goesOn(kept, item, answer)));
  const kept = visits.flatMap(({ items, answers, open }) => [...entriesOf(answers, items), ...open]);
  return withConflicts({}, [...standing, ...kept], submitted);
}

const goesOn = ({ items, base }: Kept, item: string, answer: KeptAnswer["answer"]) =>
  items.includes(item) && sameAnswer(base[item], answer);

const entriesOf = (answers: Answers, items: readonly string[]): KeptAnswer[] =>
  items.map((item) => ({ item, answer: answers[item] }));
