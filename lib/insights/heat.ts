import { bestMean, type CellLookup, hiddenWhy } from "./cells";
import { type HeatUnit, heatMeasures } from "./overview";

/** A unit's line of a heatmap: its best means, or why they are missing. */
export function heatOf(
  cells: CellLookup,
  { id, name }: { id: string; name: string },
  cycleId: string,
  depth: number,
): HeatUnit {
  const level = cells(id, cycleId, "level");
  return {
    id,
    name,
    depth,
    counted: level?.counted ?? null,
    enrolled: level?.enrolled ?? null,
    cells: heatMeasures.map((measure) => {
      const cell = cells(id, cycleId, measure);
      const value = cell && bestMean(cell);
      return typeof value === "number" ? { value } : { hidden: hiddenWhy(cell) ?? "too-few" };
    }),
  };
}
