/** Sections of the methodology page in reading order; each is an anchor that figures link to. */
export const sectionIds = [
  "who-sees-what",
  "scoring",
  "level",
  "agreement",
  "noise",
  "change",
  "status",
  "watch",
  "example",
  "error-rates",
  "cadence",
  "units",
  "suppression",
  "drivers",
  "versions",
  "stored",
  "limits",
  "sources",
] as const;
export type SectionId = (typeof sectionIds)[number];

/** Headings inside a section that figures link to as well. */
export const headingIds = ["bands", "company-index", "since", "small", "shares", "participation"] as const;
export type HeadingId = (typeof headingIds)[number];

/** Where a figure's "how is this computed?" leads. */
export function methodologyHref(anchor: SectionId | HeadingId): string {
  return `/methodology#${anchor}`;
}
