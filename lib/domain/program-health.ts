import type { ShareBand } from "../publication/share-band";

/** People whose answers a company total for the program's admin needs. */
export const HEALTH_PEOPLE = 30;
/** What a survey takes at most, and the share of surveys in percent for which that is promised. */
export const PROMISED_SECONDS = 240;
export const PROMISED_PERCENT = 80;

/** How an item goes with the others: its correlation with their mean in hundredths, null where it has none. */
export type HealthItem = { code: string; n: number; rest: number | null };

/** One of the items that never change within a major version, as a cycle found it. */
export type AnchorFigure = HealthItem & {
  /** Points by which the IC side answers higher at the same rest score, with a 95% interval; null where it has none. */
  role: { points: number; low: number; high: number } | null;
};

/** What means that an anchor drifts: its correlation with the rest moved, or the two roles answer it differently. */
export type AnchorDrift = "rest" | "role";

/** The anchors of a cycle beside themselves a year before. */
export type AnchorCheck = {
  /** Number of the cycle that they are compared with. */
  since: number;
  anchors: readonly (AnchorFigure & { restThen: number | null; drift: readonly AnchorDrift[] })[];
};

/** How the survey works over the whole organization; nothing in it is about a duo, a unit or a person. */
export type ProgramHealth = {
  people: number;
  surveys: number;
  /** Share of surveys that took less than promised, in whole percent; null where too few were timed. */
  inTime: number | null;
  /** Cronbach's alpha of the scored items in hundredths; null where it is not defined. */
  alpha: number | null;
  items: readonly HealthItem[];
  anchors: readonly AnchorFigure[];
};

/** What share of commitments the company's duos kept, and how many duos are counted of those enrolled. */
export type KeptOfCompany = { readonly band: ShareBand; readonly counted: number; readonly enrolled: number };
