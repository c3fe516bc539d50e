import { promiseNames } from "../domain/promises";
import { type Figure, type FigureCycle, figureOf, type Reading } from "./figures";

/** A unit with the share of commitments that its duos kept. */
export type KeptUnit = { readonly id: string; readonly name: string; readonly figure: Figure };

type PromisedCycle = FigureCycle & { readonly promiseVersion: string };

/**
 * What is published of kept commitments in a cycle, the first unit's figure before those right below it. Nothing where the
 * cycle's promise does not name it, and of some duos alone.
 */
export function keptUnits(
  reading: Reading,
  cycle: PromisedCycle,
  units: readonly { readonly id: string; readonly label: string }[],
): KeptUnit[] {
  if (reading.isPart || !promiseNames("kept", cycle.promiseVersion)) return [];
  return units.map(({ id, label }) => ({
    id,
    name: label,
    figure: figureOf(reading, { unitId: id, cycle }, "kept"),
  }));
}
