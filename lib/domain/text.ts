import { z } from "zod";

/** NUL, which PostgreSQL's text cannot hold, and halves of surrogate pairs, which are no characters. */
const unstorable = /[\0\p{Surrogate}]/u;

/** Controls that turn the direction of the text after them, so that it is shown in another order than it has. */
const directionControls = /[\u202a-\u202e\u2066-\u2069]/g;

/** A character that leaves a mark where it is shown: neither a blank nor a control, a filler or an empty pattern. */
const visible = /[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

const signs = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Whether something can be seen of a text. */
export const isVisible = (text: string): boolean => visible.test(text);

/**
 * Whether a text has more signs than a limit, counted as a reader counts them: an emoji of several characters is one. A
 * sign may be made of any number of characters, of which there may be ten times as many as signs.
 */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  return text.length > 10 * limit || [...signs.segment(text)].length > limit;
}

/** The start of a text for a message about it; a character of which only half would be left is left out. */
export const startOf = (text: string, length: number): string =>
  text.slice(0, length).replace(/[\ud800-\udbff]$/, "");

/**
 * Text from people that the database can hold, without blanks around it and without controls of direction. Text of
 * which nothing can be seen counts as empty. Refuses with "unreadable".
 */
export const storableText = () =>
  z
    .string()
    .refine((text) => !unstorable.test(text), "unreadable")
    .overwrite((text) => (isVisible(text) ? text.replace(directionControls, "").trim() : ""));

/** The same with a limit in signs as a reader counts them, beyond which it refuses with `code`. */
export const limitedText = (limit: number, code: string) =>
  storableText().refine((text) => !isLongerThan(text, limit), code);
