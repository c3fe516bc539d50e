import {
  type AgreementBand,
  agreementBands,
  type DimensionBands,
  dimensionCodes,
  type LevelBand,
  levelBands,
  type SharedDimensionCode,
  sharedDimensionCodes,
} from "../domain/published";
import { agreementBand, agreementThresholds } from "../organization/agreement-bands";
import { profileGap } from "../scoring/duo";
import { levelBand, withoutRoundingError } from "./rounding";

/** How many calendar cycles the bands of a row cover, the present one included. */
export const BAND_CYCLES = 3;
/** Fewer cycles in which both were final give no band. */
export const CYCLES_NEEDED = 2;
/** Agreement is a mean over dimensions: with fewer it would be the gap of one or two of them. */
const SHARED_DIMENSIONS_NEEDED = 4;

/** Both partners' S-item dimension scores of one cycle, 0 to 100: nine in the instrument's order, Trust `null`. */
export type SharedScores = {
  readonly ic: readonly (number | null)[];
  readonly manager: readonly (number | null)[];
};

/** A duo that is complete in this cycle, and what its two partners shared lately. */
export type SharedHistory = {
  readonly duoId: string;
  /** Those of the last three calendar cycles of the history in which both were final, and no others. */
  readonly cycles: readonly SharedScores[];
};

/** Agreement and dimension bands of one duo; a dimension without a band is absent. */
export type RowBands = { readonly agreement: AgreementBand | null; readonly dimensions: DimensionBands };

/** A partner's mean of each shared dimension, 0 to 100; absent with fewer than two cycles. */
type Profile = Readonly<Partial<Record<SharedDimensionCode, number>>>;

/**
 * The bands that a duo's row may show, before they are held to one step a cycle (docs/measurement.md 2,
 * "Agreement", and 3.3): S items only, Trust left out, over those of the last three calendar cycles in which both were
 * final, none with fewer than two of them.
 * A dimension is cut at 40 and 70 from the mean of both partners; agreement is judged against pseudo-duos, an IC and
 * the manager of another duo, computed alike. Whatever a partner reads here follows from answers that the two have
 * seen of each other.
 * @param duos all duos complete in this cycle, in an order that does not depend on their answers
 * @param seed of the sample of pseudo-duos: the same cycle draws the same
 * @returns one entry for each duo
 * @throws RangeError for more than three cycles
 */
export function rowBands(duos: readonly SharedHistory[], seed: number): Map<string, RowBands> {
  const known = duos.map(({ duoId, cycles }) => {
    if (cycles.length > BAND_CYCLES) throw new RangeError(`bands cover ${BAND_CYCLES} cycles, not more`);
    const ic = profileOf(cycles.map((cycle) => cycle.ic));
    return { duoId, ic, manager: profileOf(cycles.map((cycle) => cycle.manager)) };
  });
  const thresholds = agreementThresholds(known, seed);
  return new Map(
    known.map(({ duoId, ic, manager }) => {
      const both = sharedDimensionCodes.filter(
        (code) => ic[code] !== undefined && manager[code] !== undefined,
      );
      const gap = both.length < SHARED_DIMENSIONS_NEEDED ? undefined : profileGap(ic, manager);
      const agreement = thresholds && gap !== undefined ? agreementBand(gap, thresholds) : null;
      const dimensions = Object.fromEntries(
        both.map((code) => [code, levelBand(withoutRoundingError((ic[code]! + manager[code]!) / 2))]),
      );
      return [duoId, { agreement, dimensions }];
    }),
  );
}

function profileOf(cycles: readonly (readonly (number | null)[])[]): Profile {
  const profile: Partial<Record<SharedDimensionCode, number>> = {};
  for (const code of sharedDimensionCodes) {
    const position = dimensionCodes.indexOf(code);
    const scores = cycles.map((scores) => scores[position] ?? null).filter((score) => score !== null);
    if (scores.length < CYCLES_NEEDED) continue;
    profile[code] = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  }
  return profile;
}

/**
 * Bands as a row shows them: each moves at most one step a calendar cycle of the row's own history. With three bands
 * only the row of the calendar cycle right before matters, since two cycles allow two steps.
 * @param now what the answers say
 * @param before the row of the calendar cycle right before, in the same audience's history; undefined without one,
 * and where a history starts afresh
 */
export function holdBands(now: RowBands, before: RowBands | undefined): RowBands {
  if (!before) return now;
  const dimensions: DimensionBands = {};
  for (const code of sharedDimensionCodes) {
    const band = oneStep(levelBands, now.dimensions[code], before.dimensions[code]);
    if (band) dimensions[code] = band;
  }
  return { agreement: oneStep(agreementBands, now.agreement, before.agreement) ?? null, dimensions };
}

function oneStep<Band extends AgreementBand | LevelBand>(
  order: readonly Band[],
  now: Band | null | undefined,
  before: Band | null | undefined,
): Band | null | undefined {
  if (!now || !before) return now;
  const [to, from] = [order.indexOf(now), order.indexOf(before)];
  return order[from + Math.sign(to - from)];
}
