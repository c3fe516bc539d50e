/** NUL, which PostgreSQL's text cannot hold, and halves of surrogate pairs, which are no characters. */
const unstorable = /[\0\p{Surrogate}]/u;

/** A character that leaves a mark where it is shown: neither a blank nor a control, a filler or an empty pattern. */
const visible = /[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

const signs = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Whether a text has only characters that can be stored. */
export const isStorable = (text: string): boolean => !unstorable.test(text);

/** Whether something can be seen of a text. */
export const isVisible = (text: string): boolean => visible.test(text);

/** How many signs a text has, counted as a reader counts them: an emoji of several characters is one. */
export function countSigns(text: string): number {
  let count = 0;
  for (const _ of signs.segment(text)) count++;
  return count;
}

/**
 * Whether a text has more signs than a limit. A sign may be made of any number of characters, of which there may be ten
 * times as many as signs.
 */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  return text.length > 10 * limit || countSigns(text) > limit;
}

/** The start of a text for a message about it; a character of which only half would be left is left out. */
export const startOf = (text: string, length: number): string =>
  text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
