import { CYCLES_PER_PROFILE } from "../instrument/questionnaire";
import { AGREEMENT_QUANTILES } from "../organization/agreement-bands";
import { CANDIDATES_FROM, NAMED_FROM, RESAMPLES } from "../organization/drivers";
import { VERDICT_PROBABILITY } from "../organization/unit-mean";
import { ENDS } from "../publication/ends";
import { MEAN_STEP, WHOLE_POINTS_FROM } from "../publication/masked-cell";
import { BAND_BOUNDS, LEVEL_STEP } from "../publication/rounding";
import { BAND_CYCLES, CYCLES_NEEDED } from "../publication/row-bands";
import { shareBounds } from "../publication/share-band";
import { DIMENSIONS_NEEDED } from "../scoring/person";
import { CONFIDENCE } from "../statistics/interval";
import { linkingRule } from "../statistics/version-linking";

/**
 * Limits of the rules outside the engine, as the methodology page states them. The tests beside hold each one against
 * what its rule does.
 */
export const limits = {
  /** Bands of a level and of dimensions: below `low`, up to `high`, from `high` on. */
  bands: BAND_BOUNDS,
  /** A duo's level is published to the nearest multiple, in points. */
  levelStep: LEVEL_STEP,
  /** Cycles that the bands of a duo's row cover, and how many of them both must have submitted. */
  bandCycles: { of: BAND_CYCLES, needed: CYCLES_NEEDED },
  /** Ends of masked means, and the counted duos from which they are in whole points and have an interval. */
  maskedMean: { ...ENDS, wholePointsFrom: WHOLE_POINTS_FROM, step: MEAN_STEP },
  profileEvery: CYCLES_PER_PROFILE,
  dimensionsNeeded: DIMENSIONS_NEEDED,
  agreement: AGREEMENT_QUANTILES,
  /** Bounds of the shares' bands in `private` mode. */
  shareBands: shareBounds,
  verdict: VERDICT_PROBABILITY,
  confidence: CONFIDENCE,
  /** Duos with an observation, and bootstrap resamples. */
  drivers: { candidatesFrom: CANDIDATES_FROM, namedFrom: NAMED_FROM, resamples: RESAMPLES },
  linking: linkingRule,
} as const;
