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

/** Bands of a duo's dimensions from shared items only; Trust has none. */
export type DimensionBands = Partial<Record<Exclude<DimensionCode, "TRUST">, LevelBand>>;

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
