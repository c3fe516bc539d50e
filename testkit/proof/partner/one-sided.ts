import { dimensionCodes, type SharedDimensionCode } from "@/lib/domain/published";
import { otherSide, type Side } from "@/lib/instrument/answers";
import { BAND_CYCLES, type RowBands, rowBands, type SharedScores } from "@/lib/publication/row-bands";
import { type DuoFigures, sharedCycles } from "../worlds/publish";

/** Which cycles the bands of a row cover. */
export type BandRule = (figures: readonly DuoFigures[], cycle: number) => SharedScores[];

/** The product's: only cycles in which both were final. */
export const bothFinal: BandRule = sharedCycles;

/** For a control: whatever each partner answered within the three cycles, as soon as both answered twice. */
export const anyAnswers: BandRule = (figures, cycle) =>
  figures.slice(Math.max(0, cycle + 1 - BAND_CYCLES), cycle + 1).map(({ ic, manager }) => ({
    ic: ic?.shared ?? nothing,
    manager: manager?.shared ?? nothing,
  }));

const nothing: readonly null[] = dimensionCodes.map(() => null);

/** Shared dimensions of a single item: what is tried is an answer. */
const singles: readonly SharedDimensionCode[] = ["STRAT", "SOUND", "INCL", "CUST"];

/**
 * After a cycle that only the other answered, their answers in it are withheld from their partner. The partner knows
 * all shared answers of the other cycles, tries every withheld one and looks which would give the bands published.
 * @returns withheld answers that later bands might hold, and those determined
 */
export function attackWithheldAnswers(
  figures: readonly DuoFigures[],
  own: Side,
  rule: BandRule,
): { cases: number; determined: number } {
  const other = otherSide(own);
  let [cases, determined] = [0, 0];
  for (const [cycle, duo] of figures.entries()) {
    if (duo[own] || !duo[other]) continue;
    const later = [cycle + 1, cycle + 2].filter((one) => figures[one]?.ic && figures[one].manager);
    if (later.length === 0) continue;
    for (const code of singles) {
      const position = dimensionCodes.indexOf(code);
      if (duo[other].shared[position] === null) continue;
      const bandsWith = (answer: number | null) => {
        const tried = figures.with(cycle, { ...duo, [other]: withAnswer(duo[other]!, position, answer) });
        return later.map((one) => bandOf(rule(tried, one), code)).join();
      };
      const shown = bandsWith(duo[other].shared[position]!);
      cases++;
      if ([0, 25, 50, 75, 100, null].filter((answer) => bandsWith(answer) === shown).length === 1)
        determined++;
    }
  }
  return { cases, determined };
}

function withAnswer(figures: NonNullable<DuoFigures["ic"]>, position: number, answer: number | null) {
  return { ...figures, shared: figures.shared.with(position, answer) };
}

function bandOf(
  cycles: readonly SharedScores[],
  code: SharedDimensionCode,
): RowBands["dimensions"][SharedDimensionCode] {
  return rowBands([{ duoId: "duo", cycles }], 1).get("duo")!.dimensions[code];
}
