/**
 * One stored answer (docs/measurement.md 1, "Stored answers"): a scale position from 1, an option's letter or
 * code, "na" for "can't say", an ordered list of choices, an allocation (points by option code) or an
 * ownership map (owner by row code).
 */
export type Answer =
  | number
  | string
  | readonly string[]
  | Readonly<Record<string, number>>
  | Readonly<Record<string, string>>;

/** Answers by item code; an item that was not answered is absent. */
export type Answers = Readonly<Record<string, Answer>>;

/** The stored answer for "Can't say". It satisfies a required item and counts as missing in every score. */
export const CANT_SAY = "na";

/** The two sides of a duo: the technical side (Tech Lead to CTO) and the people side (EM to SVP). */
export const sides = ["ic", "manager"] as const;
export type Side = (typeof sides)[number];

/** The other side of the same duo. */
export function otherSide(side: Side): Side {
  return side === "ic" ? "manager" : "ic";
}

/** Possible owners of a row of the ownership map. Owners are stored by side and not as "me" and "partner", so that both
 * partners' answers can be compared. */
export const owners = ["ic", "manager", "both", "other", "unclear"] as const;
export type Owner = (typeof owners)[number];

/** An allocation answer as points by option code; undefined for no answer or "can't say". */
export function asAllocation(
  answer: Answer | null | undefined,
): Readonly<Record<string, number>> | undefined {
  return isRecord(answer) ? (answer as Readonly<Record<string, number>>) : undefined;
}

/** The points given out in an allocation, of which an answer has 100. */
export function pointsGiven(allocation: Readonly<Record<string, number>>): number {
  return Object.values(allocation).reduce((sum, points) => sum + points, 0);
}

/** An ownership map answer as owners by row code; undefined for no answer or "can't say". */
export function asOwnership(answer: Answer | null | undefined): Readonly<Record<string, Owner>> | undefined {
  return isRecord(answer) ? (answer as Readonly<Record<string, Owner>>) : undefined;
}

/** The choices of a choice answer, first choice first; empty for no answer or "can't say". */
export function asChoices(answer: Answer | null | undefined): readonly string[] {
  if (Array.isArray(answer)) return answer;
  return typeof answer === "string" && answer !== CANT_SAY ? [answer] : [];
}

function isRecord(answer: Answer | null | undefined): boolean {
  return typeof answer === "object" && answer !== null && !Array.isArray(answer);
}

/** Whether two sets hold the same answers; the order of keys does not matter. */
export function sameAnswers(a: Answers, b: Answers): boolean {
  return canonical(a) === canonical(b);
}

function canonical(answers: Answers): string {
  const byKey = (_: string, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
      : value;
  return JSON.stringify(answers, byKey);
}
