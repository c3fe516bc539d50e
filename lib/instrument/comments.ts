import { isLongerThan, isUnbroken } from "../domain/characters";
import type { Item } from "./instrument";
import type { MessageCode } from "./messages";

/**
 * What people write beside their answers: a comment for the partner, who reads it once both are final, and a note that
 * only its author reads. Each is a confidentiality class of its own.
 */
export const commentClasses = ["comment", "note"] as const;
export type CommentClass = (typeof commentClasses)[number];

/** Codes under which they are stored, one text a class. */
export const commentCodes = { comment: "COMMENT", note: "NOTE" } as const satisfies Record<
  CommentClass,
  string
>;

/** Graphemes that a comment or a note may have. */
export const COMMENT_AT_MOST = 2000;

/** The class of a comment's code; undefined for the code of any other answer. */
export const commentClassOf = (code: string): CommentClass | undefined =>
  commentClasses.find((one) => commentCodes[one] === code);

/** Why a text cannot be submitted; undefined if it can. The schema checks the same. */
export function commentProblem(text: string): MessageCode | undefined {
  if (!isUnbroken(text)) return "unreadable";
  return isLongerThan(text, COMMENT_AT_MOST) ? "too-long" : undefined;
}

/** What checks a comment or a note. It is no item of the instrument, and no score reads it. */
export const commentItem = (commentClass: CommentClass): Item => ({
  code: commentCodes[commentClass],
  type: "text",
  wording: { ic: "", manager: "" },
  options: [],
  direction: "profile",
  dimension: null,
  in_person_score: false,
  required: false,
  confidentiality: commentClass === "comment" ? "shared_with_partner" : "private",
  source_lines: [],
  block: "core",
  note: null,
});
