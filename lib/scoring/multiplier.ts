import type { Answer } from "@/lib/instrument/answers";

/** Answers that win odds need. */
const ANSWERS_NEEDED = 6;

/** A duo's answers to "what you achieved together was …" (MX1), counted. */
export interface Multiplier {
  readonly n: number;
  readonly bigger: number;
  readonly same: number;
  readonly smaller: number;
  /** Share of "bigger", 0 to 1; undefined without answers. */
  readonly shareBigger: number | undefined;
  /** (bigger + same/2 + 1/2) / (smaller + same/2 + 1/2); undefined below six answers. At 1 the answers balance, at 3 there
   * are three "bigger" for each "smaller". It says nothing about output. */
  readonly winOdds: number | undefined;
}

/** Counts and win odds of both partners' MX1 answers of the last four cycles (docs/measurement.md 2, "Multiplier"). Missing
 * answers and "can't say" do not count. */
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
