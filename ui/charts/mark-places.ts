/** A mark's text, and where across the drawing it belongs, in percent. */
type PlacedMark = { readonly x: number; readonly mark: string };

/** Where a mark's text goes: in which row from the top, and on which side of its line. */
export type MarkPlace = { readonly row: number; readonly atEnd: boolean };

/** Of a mark's text in the drawing; the table has it whole. */
const MARK_LETTERS = 18;
const ROWS = 3;
/** Width of a letter in percent of the narrowest drawing, that of a phone: about 7 of 260 pixels. */
const LETTER = 2.7;

/** Whether a mark's text is drawn whole. */
export const isMarkWhole = (text: string): boolean => [...text].length <= MARK_LETTERS;

/** A mark's text as far as it is drawn. */
export function markLetters(text: string): string {
  const shown = [...text].slice(0, MARK_LETTERS).join("");
  return shown === text ? text : `${shown}…`;
}

/**
 * Where the texts of marks go, so that none lies over another even on a phone; undefined for one that has no room there, of
 * which the line is drawn and the table says the rest.
 * @param marks from the left to the right
 */
export function markPlaces(marks: readonly PlacedMark[]): readonly (MarkPlace | undefined)[] {
  const taken: (readonly [from: number, to: number])[][] = Array.from({ length: ROWS }, () => []);
  return marks.map(({ x, mark }) => {
    const width = LETTER * (Math.min([...mark].length, MARK_LETTERS) + 1);
    const atEnd = x > 50;
    const [from, to] = atEnd ? [x - width, x] : [x, x + width];
    const row = taken.findIndex((others) => others.every(([start, end]) => to <= start || from >= end));
    if (row < 0) return undefined;
    taken[row]?.push([from, to]);
    return { row, atEnd };
  });
}
