import {
  agreementBands,
  type LevelBand,
  levelBands,
  type SharedDimensionCode,
  sharedDimensionCodes,
  statusCodes,
} from "@/lib/domain/published";
import { type OverviewCounts, type OverviewRow, placeAt, stepAt } from "@/lib/publication/overview-counts";
import { LEVEL_STEP } from "@/lib/publication/rounding";
import { type FigureRow, LEVEL_STEPS, type RowCounts } from "@/lib/publication/row-figures";
import type { PackedCounts } from "@/lib/publication/unit-counts";

// What rows add up to, counted one after the other in the plainest way: units' counts are held against it.

export function countRows(rows: Iterable<FigureRow>): RowCounts {
  const states = zeros(statusCodes);
  const agreement = zeros(agreementBands);
  const dimensions = Object.fromEntries(sharedDimensionCodes.map((code) => [code, zeros(levelBands)])) as {
    [Code in SharedDimensionCode]: Record<LevelBand, number>;
  };
  const levels = new Array<number>(LEVEL_STEPS).fill(0);
  let [enrolled, complete] = [0, 0];
  for (const row of rows) {
    enrolled++;
    if (!row.complete) continue;
    complete++;
    if (row.status) states[row.status]++;
    if (row.agreement) agreement[row.agreement]++;
    if (row.level !== null) levels[row.level / LEVEL_STEP]!++;
    for (const code of sharedDimensionCodes) {
      const band = row.dimensionBands?.[code];
      if (band) dimensions[code][band]++;
    }
  }
  return { enrolled, complete, states, agreement, dimensions, levels };
}

export function countOverview(rows: Iterable<OverviewRow>): OverviewCounts {
  const places = none(levelBands.length * agreementBands.length * statusCodes.length);
  const [steps, older] = [none(statusCodes.length ** 2), none(statusCodes.length ** 2)];
  let elsewhere = 0;
  for (const { status, levelBand, agreement, previousStatus, before } of rows) {
    if (!status) continue;
    if (levelBand && agreement) places[placeAt(levelBand, agreement, status)]!++;
    if (!previousStatus) continue;
    if (before === "elsewhere") elsewhere++;
    else (before === "here" ? steps : older)[stepAt(previousStatus, status)]!++;
  }
  return { places, steps, older, elsewhere };
}

export function packCounts({
  enrolled,
  complete,
  states,
  agreement,
  dimensions,
  levels,
}: RowCounts): PackedCounts {
  return {
    enrolled,
    complete,
    states: statusCodes.map((code) => states[code]),
    agreement: agreementBands.map((band) => agreement[band]),
    dimensions: sharedDimensionCodes.flatMap((code) => levelBands.map((band) => dimensions[code][band])),
    levels: [...levels],
  };
}

const zeros = <Code extends string>(codes: readonly Code[]) =>
  Object.fromEntries(codes.map((code) => [code, 0])) as Record<Code, number>;
const none = (length: number) => new Array<number>(length).fill(0);
