import { type AgreementBand, dimensionCodes } from "@/lib/domain/published";
import type { DimensionScores } from "@/lib/scoring/person";
import { quantile } from "@/lib/statistics/quantile";
import { type Random, seededRandom } from "@/lib/statistics/random";

/** Both partners' dimension scores, 0 to 100. */
export interface DuoProfiles {
  readonly ic: DimensionScores;
  readonly manager: DimensionScores;
}

/**
 * Bounds of the profile gap in points: a duo below `high` agrees more than three in four pseudo-duos, a duo
 * above `low` less than half of them.
 */
export interface AgreementThresholds {
  readonly high: number;
  readonly low: number;
}

/** Quantiles of the profile gap over pseudo-duos: agreement is high below the first and low above the second
 * (docs/measurement.md 2). */
export const AGREEMENT_QUANTILES = { high: 0.25, low: 0.5 } as const;

/** Pseudo-duos that are compared: all pairs up to 141 duos, and a random sample of this size for more, whose quartiles are
 * off by about a tenth of a point. */
const PSEUDO_DUOS = 20_000;

/**
 * The 25th percentile and the median of the profile gap over an organization's pseudo-duos, each of which is the IC of one
 * duo and the manager of another (docs/measurement.md 2, "Agreement"). The same duos in the same order with the same seed
 * give the same thresholds.
 * @returns undefined when no pseudo-duo has a dimension that both answered
 */
export function agreementThresholds(
  duos: readonly DuoProfiles[],
  seed: number,
): AgreementThresholds | undefined {
  const ics = toProfiles(duos.map((duo) => duo.ic));
  const managers = toProfiles(duos.map((duo) => duo.manager));
  const gaps: number[] = [];
  for (const [ic, manager] of pseudoDuos(duos.length, seededRandom(seed))) {
    const gap = gapBetween(profileAt(ics, ic), profileAt(managers, manager));
    if (gap !== undefined) gaps.push(gap);
  }
  const high = quantile(gaps, AGREEMENT_QUANTILES.high);
  const low = quantile(gaps, AGREEMENT_QUANTILES.low);
  return high === undefined || low === undefined ? undefined : { high, low };
}

/** The agreement band of a duo's profile gap, in points. */
export function agreementBand(profileGap: number, { high, low }: AgreementThresholds): AgreementBand {
  if (profileGap < high) return "high";
  return profileGap > low ? "low" : "some";
}

function* pseudoDuos(count: number, random: Random): Generator<readonly [number, number]> {
  if (count * (count - 1) <= PSEUDO_DUOS) {
    for (let ic = 0; ic < count; ic++) {
      for (let manager = 0; manager < count; manager++) if (ic !== manager) yield [ic, manager];
    }
    return;
  }
  for (let drawn = 0; drawn < PSEUDO_DUOS; drawn++) {
    const ic = Math.floor(random() * count);
    const others = 1 + Math.floor(random() * (count - 1));
    yield [ic, (ic + others) % count];
  }
}

/** The people's dimension scores in one array: nine for each person, NaN where one is missing. */
function toProfiles(people: readonly DimensionScores[]): Float64Array {
  const profiles = new Float64Array(people.length * dimensionCodes.length);
  people.forEach((scores, person) => {
    dimensionCodes.forEach((code, dimension) => {
      profiles[person * dimensionCodes.length + dimension] = scores[code] ?? Number.NaN;
    });
  });
  return profiles;
}

function profileAt(profiles: Float64Array, person: number): Float64Array {
  return profiles.subarray(person * dimensionCodes.length, (person + 1) * dimensionCodes.length);
}

function gapBetween(ic: Float64Array, manager: Float64Array): number | undefined {
  let sum = 0;
  let shared = 0;
  for (let dimension = 0; dimension < dimensionCodes.length; dimension++) {
    const gap = ic[dimension]! - manager[dimension]!;
    if (Number.isNaN(gap)) continue;
    sum += Math.abs(gap);
    shared++;
  }
  return shared === 0 ? undefined : sum / shared;
}
