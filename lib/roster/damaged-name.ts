import { complain, type Draft } from "./draft";
import type { FileLine } from "./problems";

/**
 * What stands for a letter that a program could not write: the replacement character, or a question mark at a letter, as in
 * "J?rgen", "?ukasz" and "Andr? Dupont".
 */
const lostLetter = /\ufffd|\p{L}\?|\?\p{L}/u;

/**
 * What a letter of two or three bytes of UTF-8 becomes where a program read each byte as a letter of Windows-1252: "Ã©" for
 * "é", "Å‚" for "ł", "â€™" for an apostrophe. The second is a sign that follows none of the first in a name.
 */
const splitLetter =
  /[\u00c2-\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\u00e2\u20ac|\u00ef\u00bf\u00bd/u;

/** Warns of a name in which a letter was damaged on its way through files. */
export function warnOfDamage(draft: Draft, at: FileLine, cell: { column: string; name?: string }): void {
  const { column, name } = cell;
  if (name !== undefined && (lostLetter.test(name) || splitLetter.test(name)))
    complain(draft, "name-damaged", { at, column, value: name });
}
