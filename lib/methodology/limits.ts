import { CANDIDATES_FROM, NAMED_FROM, RESAMPLES } from "../organization/drivers";
/**
 * Limits of the rules outside the engine, as the methodology page states them. The rules keep them to themselves;
 * the tests beside hold each one against what the rule does.
 */
export const limits = {
  /** Bands of a level and of dimensions: below `low`, up to `high`, from `high` on. */
  bands: { low: 40, high: 70 },
  /** A duo's level is published to the nearest multiple, in points. */
  levelStep: 5,
  /** A cycle in so many asks the profile, beginning with the first. */
  profileEvery: 6,
  /** Dimensions a person score needs, of nine. */
  dimensionsNeeded: 7,
  /** Quantiles of the profile gap over pseudo-duos: below `high` the view is shared, above `low` the gap is wide. */
  agreement: { high: 0.25, low: 0.5 },
  /** Bounds of the shares' bands in `private` mode. */
  shareBands: [0.2, 0.5, 0.8],
  /** Posterior probability beyond which a unit is called above or below the company. */
  verdict: 0.9,
  confidence: 0.95,
  /** Duos with an observation, and bootstrap resamples. */
  drivers: { candidatesFrom: CANDIDATES_FROM, namedFrom: NAMED_FROM, resamples: RESAMPLES },
  /** People who answer both wordings, points of shift, correlation. */
  linking: { minPeople: 60, spliceWithin: 5, minCorrelation: 0.6 },
} as const;
