import type { DuoFacts } from "../publication/duo-facts";
import { pairTypes } from "./pair-types";
import { type AgreementBand, agreementBands, teamSizeBands } from "./published";

/** Distance of the two grades on the one ladder. */
const gradeDistances = ["same", "one", "more", "not-stated"] as const;
type GradeDistance = (typeof gradeDistances)[number];

/** The range of the distance between two grades, in steps; null stands for one that is not stated. */
export function gradesApart(distance: number | null): GradeDistance {
  if (distance === null) return "not-stated";
  return distance === 0 ? "same" : distance === 1 ? "one" : "more";
}

/** How long the duo has worked together: under half a year, to two years, longer. */
const tenures = ["new", "settled", "long"] as const;
/** Whole months from which a duo is settled, and from which it is long together. */
export const SETTLED_FROM = 6;
export const LONG_FROM = 24;

/** In which range a duo's time together lies, in whole months. */
function tenureOf(months: number): (typeof tenures)[number] {
  if (months < SETTLED_FROM) return "new";
  return months < LONG_FROM ? "settled" : "long";
}

/** The size of the team, or that nobody stated it. */
const teamSizes = [...teamSizeBands, "not-stated"] as const;

const yesNo = ["yes", "no"] as const;

/** What duos are told apart by, each with its values in the order in which lists show them. */
export const attributeValues = {
  pair: pairTypes,
  grade: gradeDistances,
  tenure: tenures,
  /** Whether the manager is the IC's line manager. */
  line: yesNo,
  team: teamSizes,
  /** Whether the duo's unit is a platform team. */
  platform: yesNo,
  agreement: agreementBands,
} as const;
export type DuoAttribute = keyof typeof attributeValues;
/** The attributes in the order in which filters and kinds show them. */
export const duoAttributes = Object.keys(attributeValues) as DuoAttribute[];

/** What unit counts are kept by: all duos together, or the values of one attribute. */
export const unitAttributes = ["all", ...duoAttributes] as const;
export type UnitAttribute = (typeof unitAttributes)[number];

/** The columns of a published row that attributes are made of. */
export type AttributedRow = DuoFacts & { readonly agreement: AgreementBand | null };

/** A row's value of an attribute; null for the agreement of a row without a band. */
export function attributeOf<Name extends DuoAttribute>(
  row: AttributedRow,
  attribute: Name,
): (typeof attributeValues)[Name][number] | null;
export function attributeOf(row: AttributedRow, attribute: DuoAttribute): string | null {
  switch (attribute) {
    case "pair":
      return row.pairType;
    case "grade":
      return gradesApart(row.gradeDistance);
    case "tenure":
      return tenureOf(row.tenureMonths);
    case "line":
      return row.lineManager ? "yes" : "no";
    case "team":
      return row.teamSize ?? "not-stated";
    case "platform":
      return row.platform ? "yes" : "no";
    case "agreement":
      return row.agreement;
  }
}
