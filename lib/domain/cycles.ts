import { z } from "zod";
import { addDays } from "./days";

/** A cycle's life: only the order draft, open, closed, published is walked; a published one may be withdrawn. */
export const cycleStates = ["draft", "open", "closed", "published", "withdrawn"] as const;
export type CycleState = (typeof cycleStates)[number];

/** `scoped`: leaders see duo rows of their units. `private`: unit cells only. Frozen when the cycle opens. */
export const sharingModes = ["scoped", "private"] as const;
export type SharingMode = (typeof sharingModes)[number];

/** The promise shown before the first question: raised with every change of its meaning. */
export const promiseVersion = "1";

/** A wall-clock minute "2026-11-30T18:00", as a date-time field gives it: a zone makes it an instant. */
const localMinute = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "date-time");

/** What an admin chooses when opening a cycle. */
export const openCycleInput = z.object({
  closesLocal: localMinute,
  timeZone: z.string().min(1).max(60),
  sharingMode: z.enum(sharingModes),
});
export type OpenCycleInput = z.infer<typeof openCycleInput>;

export const closeCycleInput = z.object({ cycleId: z.uuid() });

/** Why a published cycle is taken back; everybody who could read it reads the reason. */
export const withdrawCycleInput = z.object({
  cycleId: z.uuid(),
  reason: z.string().trim().min(10, "too-short").max(500, "too-long"),
});

/** How often cycles open. Advice, not a schedule: an admin opens each one. */
export const cadences = ["monthly", "six-weekly", "quarterly"] as const;
export type Cadence = (typeof cadences)[number];

const nextOpening: Record<Cadence, (from: string, n: number) => string> = {
  monthly: (from, n) => addMonths(from, n),
  "six-weekly": (from, n) => addDays(from, 42 * n),
  quarterly: (from, n) => addMonths(from, 3 * n),
};

/** The next three openings after a calendar day "2026-11-02", as calendar days. A month too short for the day of the
 * month gives its last day. Throws a RangeError for anything that is no calendar day. */
export function nextOpenings(lastOpened: string, cadence: Cadence): string[] {
  return [1, 2, 3].map((n) => nextOpening[cadence](lastOpened, n));
}

function addMonths(day: string, months: number): string {
  const from = new Date(`${day}T00:00:00Z`);
  const target = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return target.toISOString().slice(0, 10);
}

/** Whole months from one calendar day to another, never below 0. Throws a RangeError for anything else. */
export function wholeMonths(from: string, to: string): number {
  const [start, end] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)];
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  if (Number.isNaN(months)) throw new RangeError(`Not a pair of calendar days: ${from}, ${to}`);
  return Math.max(0, end.getUTCDate() < start.getUTCDate() ? months - 1 : months);
}
