import type { Answer } from "@/lib/instrument/answers";

const ANSWERS_NEEDED = 6;

/** How a duo's answers to "what you achieved together was …" fall. */
export interface Multiplier {
  readonly n: number;
  readonly bigger: number;
  readonly same: number;
  readonly smaller: number;
  /** Share of "bigger", 0 to 1; undefined without answers. */
  readonly shareBigger: number | undefined;
  /** (bigger + same/2 + 1/2) / (smaller + same/2 + 1/2); undefined below six answers. An odds of answers, not of
   * output: 1 is balance, 3 is three "bigger" for one "smaller". */
  readonly winOdds: number | undefined;
}

/** Counts and win odds over both partners' MX1 answers of the last four cycles (measurement specification 2).
 * Missing answers and "can't say" are left out. */
export function multiplier(answers: readonly (Answer | null | undefined)[]): Multiplier {
  const given = answers.filter((answer) => typeof answer === "number");
  const bigger = given.filter((answer) => answer > 3).length;
  const smaller = given.filter((answer) => answer < 3).length;
  const same = given.length - bigger - smaller;
  return {
    n: given.length,
    bigger,
    same,
    smaller,
    shareBigger: given.length > 0 ? bigger / given.length : undefined,
    winOdds:
      given.length >= ANSWERS_NEEDED ? (bigger + same / 2 + 0.5) / (smaller + same / 2 + 0.5) : undefined,
  };
}
