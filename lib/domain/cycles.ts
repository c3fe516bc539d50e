import { z } from "zod";
import { addDays } from "./days";
import { storableText } from "./text";
import { fullTimeZone, isTimeZone } from "./time-zones";

/** A cycle is open, then closed, then published; a published one may be withdrawn. No other change exists. */
export const cycleStates = ["open", "closed", "published", "withdrawn"] as const;
export type CycleState = (typeof cycleStates)[number];

/** `scoped`: leaders read the rows of duos in their units. `private`: they read unit figures only. The mode is fixed when
 * the cycle opens. */
export const sharingModes = ["scoped", "private"] as const;
export type SharingMode = (typeof sharingModes)[number];

/** Version of the promise shown before the first question. Every change of the promise's meaning raises it. */
export const promiseVersion = "2";

/** A local date and minute, "2026-11-30T18:00", as an HTML date-time field gives it. It is an instant only together with
 * a time zone. */
const localMinute = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "date-time");

/** What an admin chooses when opening a cycle. */
export const openCycleInput = z.object({
  closesLocal: localMinute,
  timeZone: z.string().max(60).refine(isTimeZone, "unknown").transform(fullTimeZone),
  sharingMode: z.enum(sharingModes),
});
export type OpenCycleInput = z.infer<typeof openCycleInput>;

/** The cycle that an admin closes before its time. */
export const closeCycleInput = z.object({ cycleId: z.uuid() });

/** Withdrawing a published cycle. Everybody who could read its results reads the reason, 10 to 500 characters. */
export const withdrawCycleInput = z.object({
  cycleId: z.uuid(),
  reason: storableText().min(10, "too-short").max(500, "too-long"),
});

/** How often to open a cycle. The product advises and proposes dates; an admin opens each cycle. */
export const cadences = ["monthly", "six-weekly", "quarterly"] as const;
export type Cadence = (typeof cadences)[number];

const nextOpening: Record<Cadence, (from: string, n: number) => string> = {
  monthly: (from, n) => addMonths(from, n),
  "six-weekly": (from, n) => addDays(from, 42 * n),
  quarterly: (from, n) => addMonths(from, 3 * n),
};

/**
 * The next three openings after a calendar day, as calendar days such as "2026-11-02". A month that is too short for the
 * day of the month gives its last day.
 * @throws RangeError when `lastOpened` is no calendar day
 */
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

/**
 * Whole months from one calendar day to a later one; 0 when the second is earlier.
 * @throws RangeError unless both are calendar days such as "2026-11-02"
 */
export function wholeMonths(from: string, to: string): number {
  const [start, end] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)];
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  if (Number.isNaN(months)) throw new RangeError(`Not a pair of calendar days: ${from}, ${to}`);
  return Math.max(0, end.getUTCDate() < start.getUTCDate() ? months - 1 : months);
}
