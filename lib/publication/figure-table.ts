import { dimensionCodes } from "../domain/published";
import type { Side } from "../instrument/answers";
import { type PersonFigures, packFigures, unpackFigures } from "./person-figures";

/** Numbers of one person's cycle. */
const width = 2 + 2 * dimensionCodes.length;
/** The same and, before them, a 1 where there are figures. */
const step = 1 + width;

/** Where one person's figures of a cycle are; the cycle is its position in the calendar, from 0. */
export type FigurePlace = { readonly duoId: string; readonly side: Side; readonly cycle: number };

/**
 * The figures of all duos' partners over the cycles of a calendar, one array of numbers a duo: 10,000 duos have a
 * quarter of a million of them in a year of cycles, and as objects they would take several times the memory.
 */
export class FigureTable {
  private readonly numbers = new Map<string, Float64Array>();

  /** @param cycles how many the calendar has */
  constructor(private readonly cycles: number) {}

  /** The duos with figures in some cycle. */
  get duoIds(): string[] {
    return [...this.numbers.keys()];
  }

  set(place: FigurePlace, figures: PersonFigures): void {
    this.setPacked(place, packFigures(figures));
  }

  /** @param packed as `packFigures` gives them */
  setPacked(place: FigurePlace, packed: Float64Array): void {
    const own = this.numbers.get(place.duoId) ?? new Float64Array(2 * this.cycles * step);
    this.numbers.set(place.duoId, own);
    const start = this.startOf(place);
    own[start] = 1;
    own.set(packed, start + 1);
  }

  /** One partner's figures in each of the calendar's last cycles, oldest first; undefined where there are none. */
  last(count: number, { duoId, side }: Omit<FigurePlace, "cycle">): (PersonFigures | undefined)[] {
    const own = this.numbers.get(duoId);
    return Array.from({ length: count }, (_, index) => {
      const start = this.startOf({ side, cycle: this.cycles - count + index });
      return own?.[start] ? unpackFigures(own.subarray(start + 1, start + step)) : undefined;
    });
  }

  private startOf({ side, cycle }: Omit<FigurePlace, "duoId">): number {
    return step * (side === "ic" ? cycle : this.cycles + cycle);
  }
}
