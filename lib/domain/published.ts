/** The vocabulary of published results: what their rows may say, for the database and every reader alike. */

export const statusCodes = ["multiplying", "steady", "strained", "diverging", "not-enough-data"] as const;
export type StatusCode = (typeof statusCodes)[number];

/** Cut at 40 and 70. */
export const levelBands = ["low", "middle", "high"] as const;
export type LevelBand = (typeof levelBands)[number];

/** Against pseudo-duos: high is a more shared view, low a wide gap. */
export const agreementBands = ["low", "some", "high"] as const;
export type AgreementBand = (typeof agreementBands)[number];

export const unitVerdicts = ["above", "below", "not-distinguishable"] as const;
export type UnitVerdict = (typeof unitVerdicts)[number];

/** Nine dimensions in the instrument's order. */
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
export const sharedDimensionCodes = dimensionCodes.filter((code) => code !== "TRUST");

/** Bands of a duo's dimensions from shared items only; Trust has none. */
export type DimensionBands = Partial<Record<SharedDimensionCode, LevelBand>>;

/** A team's size as leaders read it: to 5, 6 to 10, more. */
export const teamSizeBands = ["to-5", "6-to-10", "over-10"] as const;
export type TeamSizeBand = (typeof teamSizeBands)[number];

/** The unit measures of a publication. */
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
  // A unit beside the company: cells of their own, because not everybody who reads the figure may read them.
  "verdict:level",
  ...dimensionCodes.map((code) => `verdict:dimension:${code}` as const),
] as const;
export type CellMeasure = (typeof cellMeasures)[number];

/** `named`: the first may be called the top driver. `candidates`: no order of merit. `hidden`: too few duos. */
export const driverStandings = ["named", "candidates", "hidden"] as const;
export type DriverStanding = (typeof driverStandings)[number];

/** A dimension's part in explaining the partner's next multiplier answer: a share of R², 0 to 1, with its interval. */
export type DriverWeight = {
  dimension: DimensionCode;
  weight: number;
  low: number;
  high: number;
};
