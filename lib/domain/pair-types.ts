/** The four pairs of the source, and "other": its list is not exhaustive. "not-stated" is a value, not a gap. */
export const pairTypes = [
  "tech-lead-em",
  "staff-senior-em",
  "principal-director",
  "cto-vp",
  "other",
  "not-stated",
] as const;

export type PairType = (typeof pairTypes)[number];
