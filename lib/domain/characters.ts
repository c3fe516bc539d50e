/** NUL, which PostgreSQL's text cannot hold, and halves of surrogate pairs, which are no characters. */
const unstorable = /[\0\p{Surrogate}]/u;

/**
 * A character that leaves a mark where it is shown: neither a blank nor a control, a filler or an empty pattern. The
 * database's `is_seen` has the same ones, but for those that no Unicode version has given a meaning yet.
 */
const visible = /[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Text of which each unit is a grapheme of its own. */
const plain = /^[\x20-\x7e]*$/;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * What a field of text takes, in UTF-16 units: more than any text may have, so that it can be pasted and
 * shortened there.
 */
export const TYPED_AT_MOST = 20_000;

/** Whether a text has only characters that can be stored. */
export const isStorable = (text: string): boolean => !unstorable.test(text);

/**
 * Whether no character of a typed text was lost: it has no half of a surrogate pair, and no U+FFFD, which a browser's form
 * sends in its place.
 */
export const isUnbroken = (text: string): boolean => isStorable(text) && !text.includes("\ufffd");

/** Whether a text has a character that leaves a mark. */
export const isVisible = (text: string): boolean => visible.test(text);

/** Controls, tabs and the ends of lines: what a text in one line has none of. */
const lineEnds = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** Whether a text stands in one line. */
export const isOneLine = (text: string): boolean => text.search(lineEnds) === -1;

/** A text in one line: a blank for each control, tab and end of a line. */
export const inOneLine = (text: string): string => text.replace(lineEnds, " ").trim();

/** How many graphemes a text has, which is how a reader counts characters: an emoji of several code points is one. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count++;
  return count;
}

/**
 * Whether a text has more graphemes than a limit, or more than ten times as many UTF-16 code units: a grapheme may be made
 * of any number of them.
 */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  if (text.length > 10 * limit || plain.test(text)) return true;
  let count = 0;
  // No further than the limit: a file may hold thousands of texts that are far longer.
  for (const _ of graphemes.segment(text)) if (++count > limit) return true;
  return false;
}

/** The first `length` UTF-16 code units of a text, without half a surrogate pair at the end. */
export const startOf = (text: string, length: number): string =>
  text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
