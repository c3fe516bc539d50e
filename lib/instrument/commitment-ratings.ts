import type { Answers } from "./answers";
import type { Item } from "./instrument";

/** What became of a commitment, in the words of one of the two. */
export const commitmentRatings = ["kept", "partly", "dropped", "no-longer-matters"] as const;
export type CommitmentRating = (typeof commitmentRatings)[number];

const codePattern = /^KEPT([1-3])$/;

/** Code of the rating of a commitment by its slot, among the shared answers of the cycle in which it is due. */
export const ratingCode = (slot: number): string => `KEPT${slot}`;
/** Whether a code is that of such a rating. */
export const isRatingCode = (code: string): boolean => codePattern.test(code);

/** The rating of the commitment in a slot; undefined without one. */
export function ratingOf(answers: Answers, slot: number): CommitmentRating | undefined {
  const answer = answers[ratingCode(slot)];
  return commitmentRatings.find((rating) => rating === answer);
}

/**
 * What checks the rating of a due commitment. It is no item of the instrument: its wording is what the two wrote, and it
 * enters no score.
 */
export const ratingItem = (slot: number): Item => ({
  code: ratingCode(slot),
  type: "choice",
  wording: { ic: "", manager: "" },
  options: commitmentRatings,
  option_codes: commitmentRatings,
  direction: "profile",
  dimension: null,
  in_person_score: false,
  required: false,
  confidentiality: "shared_with_partner",
  source_lines: [],
  block: "core",
  note: null,
});
