/** Statuses that the engine gives a duo, in the order in which lists and stacks show them (docs/measurement.md 3.3). */
export const statusCodes = ["multiplying", "steady", "strained", "diverging", "not-enough-data"] as const;
export type StatusCode = (typeof statusCodes)[number];

/** Bands of a score from 0 to 100: low is below 40, high is 70 or more. */
export const levelBands = ["low", "middle", "high"] as const;
export type LevelBand = (typeof levelBands)[number];

/** How alike the two partners' views are, compared with pseudo-duos: high is a shared view, low a wide gap
 * (docs/measurement.md 2). */
export const agreementBands = ["low", "some", "high"] as const;
export type AgreementBand = (typeof agreementBands)[number];

/** A unit's mean beside another mean (docs/measurement.md 4). */
export const unitVerdicts = ["above", "below", "not-distinguishable"] as const;
export type UnitVerdict = (typeof unitVerdicts)[number];

/** The nine dimensions, in the instrument's order. */
export const dimensionCodes = [
  "DISC",
  "STRAT",
  "SOUND",
  "TEAM",
  "INCL",
  "INFO",
  "TRUST",
  "ALIGN",
  "CUST",
] as const;
export type DimensionCode = (typeof dimensionCodes)[number];

/** The eight dimensions with items that partners see side by side; Trust has none. */
export type SharedDimensionCode = Exclude<DimensionCode, "TRUST">;
/** The same as a list, in the instrument's order. */
export const sharedDimensionCodes = dimensionCodes.filter((code) => code !== "TRUST");

/** Bands of a duo's dimensions. They rest on shared items only, of which Trust has none. */
export type DimensionBands = Partial<Record<SharedDimensionCode, LevelBand>>;

/** A team's size as leaders read it: to 5, 6 to 10, more. */
export const teamSizeBands = ["to-5", "6-to-10", "over-10"] as const;
export type TeamSizeBand = (typeof teamSizeBands)[number];

/** The slot of an organization's own question whose answers nobody reads but its author: leaders read figures of units. */
const ownMeasures = ([1, 2] as const).map((slot) => `own:${slot}` as const);
const optionMeasures = ownMeasures.flatMap((measure) =>
  (["a", "b", "c", "d", "e", "f"] as const).map((letter) => `${measure}:${letter}` as const),
);

/** Measures that a publication computes for each unit. */
export const cellMeasures = [
  "level",
  ...dimensionCodes.map((code) => `dimension:${code}` as const),
  ...statusCodes.map((code) => `status:${code}` as const),
  ...agreementBands.map((band) => `agreement:${band}` as const),
  "participation",
  "watch",
  "participation:ic",
  "participation:manager",
  "one-voice",
  // Of duos with commitments that both partners rated, the share kept.
  "kept",
  // An organization's own questions: the mean of a scale, and of a choice the share of answers for each option.
  ...ownMeasures,
  ...optionMeasures,
  // A unit beside the company: cells of their own, because not everybody who reads the figure may read them.
  "verdict:level",
  ...dimensionCodes.map((code) => `verdict:dimension:${code}` as const),
] as const;
export type CellMeasure = (typeof cellMeasures)[number];

/** `named`: the first driver may be called the top one. `candidates`: the first few are shown without an order. `hidden`:
 * there are too few duos (docs/measurement.md 4). */
export const driverStandings = ["named", "candidates", "hidden"] as const;
export type DriverStanding = (typeof driverStandings)[number];

/**
 * A dimension that goes with the partner's next multiplier answer, as it is published: its share of what all of them
 * explain together, in whole percent. A candidate has none, because its figure would give an order of merit.
 */
export type PublishedDriver = { dimension: DimensionCode; percent?: number };
