import { type DimensionCode, type LevelBand, levelBands, sharedDimensionCodes } from "@/lib/domain/published";
import type { PublishedCycle } from "../worlds/publish";
import { duoValues, STEP } from "./duo-values";

/** The five shared dimensions without an item that partners do not see. */
const sharedOnly: readonly DimensionCode[] = ["STRAT", "SOUND", "INCL", "ALIGN", "CUST"];
const bounds: Readonly<Record<LevelBand, readonly [number, number]>> = {
  low: [0, 40],
  middle: [40, 70],
  high: [70, 100],
};

/** Points by which nine dimensions may count for more or less in a level than they are: half a hidden answer at an end. */
const HELD = 12.5;

/**
 * What a duo's rows leave possible of its Trust in one cycle, in steps: the level of three complete cycles and the
 * bands bound the sum of the nine dimensions, for a reader who knows the engine's constants (which nobody is shown).
 * @param cycles the published cycles, oldest first
 * @param nth the cycle of the Trust value
 */
export function trustDomain(
  cycles: readonly PublishedCycle[],
  nth: number,
  duoId: string,
): readonly number[] {
  let [low, high] = [0, 100];
  for (const now of cycles.slice(nth, nth + 3)) {
    const bound = boundBy(cycles, now, duoId);
    // The other two cycles' Trust lies between 0 and 100.
    low = Math.max(low, 3 * bound[0] - 200);
    high = Math.min(high, 3 * bound[1]);
  }
  const possible = duoValues.get("TRUST")!.filter((value) => value * STEP >= low && value * STEP <= high);
  return possible.length > 0 ? possible : duoValues.get("TRUST")!;
}

/** Bounds of Trust over the three cycles of a level. */
function boundBy(cycles: readonly PublishedCycle[], now: PublishedCycle, duoId: string): [number, number] {
  const window = cycles.slice(Math.max(0, now.cycle - 2), now.cycle + 1);
  const row = now.rows.get(duoId);
  const isFull = window.length === 3 && window.every(({ rows }) => rows.get(duoId)?.complete);
  if (!isFull || row?.level === null || row?.level === undefined) return [0, 100];
  const { levelPrior, noise } = now.engine.constants;
  const sampling = (noise.level ** 2 * (2 / 3)) / 4;
  const weight = levelPrior.variance / (levelPrior.variance + sampling);
  const mean = (level: number) => (level - (1 - weight) * levelPrior.mean) / weight;
  const others = sharedDimensionCodes.map((code) => {
    const [least, most] = bandBounds(
      row.dimensionBands?.[code],
      window.at(-2)?.rows.get(duoId)?.dimensionBands?.[code],
    );
    return sharedOnly.includes(code) ? [least, most] : [least / 2, (most + 100) / 2];
  });
  const total = (end: 0 | 1) => others.reduce((sum, bound) => sum + bound[end]!, 0);
  return [9 * mean(row.level - 2.5) - HELD - total(1), 9 * mean(row.level + 2.5) + HELD - total(0)];
}

/** What a shown band leaves possible: one that may have been held back by the row before says less. */
function bandBounds(shown: LevelBand | undefined, before: LevelBand | undefined): readonly [number, number] {
  if (!shown) return [0, 100];
  const [low, high] = bounds[shown];
  const moved = before ? levelBands.indexOf(shown) - levelBands.indexOf(before) : 0;
  if (moved > 0) return [low, 100];
  return moved < 0 ? [0, high] : [low, high];
}
