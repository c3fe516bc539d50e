/** Sections of the methodology page in reading order. Each id is an anchor that links on figures lead to. */
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
  "kinds",
  "did-it-help",
  "report",
  "suppression",
  "drivers",
  "versions",
  "stored",
  "limits",
  "sources",
] as const;
export type SectionId = (typeof sectionIds)[number];

/** Headings inside sections that links on figures lead to. */
export const headingIds = ["bands", "company-index", "since", "small", "shares", "participation"] as const;
export type HeadingId = (typeof headingIds)[number];

/** The address of a section or heading, for the link "how is this computed?" beside a figure. */
export function methodologyHref(anchor: SectionId | HeadingId): string {
  return `/methodology#${anchor}`;
}
