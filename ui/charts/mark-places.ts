import type { EventMark } from "./event-mark";

/** A mark's text, and where across the drawing it belongs, in percent. */
type PlacedMark = { readonly x: number; readonly mark: string };

/** Where a mark's text goes: in which row from the top, and on which side of its line. */
export type MarkPlace = { readonly row: number; readonly atEnd: boolean };

/** As many letters as a drawing has room for; what is longer is told by something short, and by the table whole. */
const MARK_LETTERS = 18;
const ROWS = 3;
/** Width of a letter in percent of the narrowest drawing, that of a phone: about 7 of 260 pixels. */
const LETTER = 2.7;

/** A mark as it is drawn: whole or, where there is no room for it, short; never a part of it. */
export const drawnMark = ({ mark, short }: EventMark): string =>
  [...mark].length <= MARK_LETTERS ? mark : short;

/**
 * Where the texts of marks go, so that none lies over another even on a phone; undefined for one that has no room there, of
 * which the line is drawn and the table says the rest.
 * @param marks from the left to the right
 */
export function markPlaces(marks: readonly PlacedMark[]): readonly (MarkPlace | undefined)[] {
  const taken: (readonly [from: number, to: number])[][] = Array.from({ length: ROWS }, () => []);
  return marks.map(({ x, mark }) => {
    const width = LETTER * ([...mark].length + 1);
    const atEnd = x > 50;
    const [from, to] = atEnd ? [x - width, x] : [x, x + width];
    const row = taken.findIndex((others) => others.every(([start, end]) => to <= start || from >= end));
    if (row < 0) return undefined;
    taken[row]?.push([from, to]);
    return { row, atEnd };
  });
}
