import { z } from "zod";
import { limitedText } from "./text";
import { timeZoneText } from "./time-zone-text";
import { fullTimeZone } from "./time-zones";

/** A cycle is open, then closed, then published; a published one may be withdrawn. No other change exists. */
export const cycleStates = ["open", "closed", "published", "withdrawn"] as const;
export type CycleState = (typeof cycleStates)[number];

/** `scoped`: leaders read the rows of duos in their units. `private`: they read unit figures only. The mode is fixed when
 * the cycle opens. */
export const sharingModes = ["scoped", "private"] as const;
export type SharingMode = (typeof sharingModes)[number];

/** Version of the promise shown before the first question. Every change of the promise's meaning raises it. */
export const promiseVersion = "5";

/** Every version of the promise that there was. A new one is added here and becomes `promiseVersion`. */
export const promiseVersions = ["1", "2", "3", "4", promiseVersion] as const;

/** A local date and minute, "2026-11-30T18:00", as an HTML date-time field gives it. It is an instant only together with
 * a time zone. */
export const localMinute = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "date-time");

/** A time zone by any of its names, as its full name. */
export const timeZoneInput = z.string().max(60).pipe(timeZoneText()).transform(fullTimeZone);

/** What an admin chooses when opening a cycle. */
export const openCycleInput = z.object({
  closesLocal: localMinute,
  timeZone: timeZoneInput,
  sharingMode: z.enum(sharingModes),
  /** The version of the questions; left out, the proposed one. */
  questions: z.string().max(40).optional(),
});
export type OpenCycleInput = z.infer<typeof openCycleInput>;

/** The cycle that an admin closes before its time, takes back, or reminds people of. */
export const cycleInput = z.object({ cycleId: z.uuid() });

/**
 * More time for the open cycle, as a wall-clock minute of its own zone; `shown` is the close that the admin's
 * page showed.
 */
export const extendCycleInput = cycleInput.extend({ closesLocal: localMinute, shown: localMinute });

/** Withdrawing a published cycle. Everybody who could read its results reads the reason, 10 to 500 characters. */
export const withdrawCycleInput = cycleInput.extend({
  reason: limitedText(500, "too-long").min(10, "too-short"),
});

/** When a cycle takes its last answers, or took them: at its closing time, or before it where an admin closed it early. */
export function lastAnswersAt({ closesAt, closedAt }: { closesAt: Date; closedAt: Date | null }): Date {
  return closedAt !== null && closedAt < closesAt ? closedAt : closesAt;
}

/** The calendar day on which a cycle opened, "2026-11-02", in the cycle's own zone. */
export type OpeningDay = { readonly opensOn: string };

/**
 * Whether a calendar day lies between the opening of a cycle and that of the next one.
 * @param next undefined for the newest cycle
 */
export function isDuring(day: string, cycle: OpeningDay, next: OpeningDay | undefined): boolean {
  return day >= cycle.opensOn && (next === undefined || day < next.opensOn);
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
