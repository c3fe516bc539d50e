/** Kinds of pairs: four that the source of the questions names, "other" for any further kind, and "not-stated" where the
 * organization gave none. */
export const pairTypes = [
  "tech-lead-em",
  "staff-senior-em",
  "principal-director",
  "cto-vp",
  "other",
  "not-stated",
] as const;

export type PairType = (typeof pairTypes)[number];
