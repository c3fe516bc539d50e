import { z } from "zod";

/** For how many months raw answers are kept at least, at most, and where nobody chose. */
export const RETENTION_LEAST = 6;
export const RETENTION_MOST = 60;
export const RETENTION_DEFAULT = 24;

/** A wanted time in months, as an address or a form has it. */
export const wantedMonths = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.number().min(RETENTION_LEAST).max(RETENTION_MOST));

/** `expected`: the time that was in force when the form was made. */
export const retentionInput = z.object({ months: wantedMonths, expected: wantedMonths });

/** A shorter time that was chosen and is not in force yet, or null; `nextFrom` is when it takes effect. */
export function waitingTime(found: {
  nextMonths: number | null;
  nextFrom: Date | null;
  now: string;
}): { months: number; from: Date } | null {
  const { nextMonths: months, nextFrom: from, now } = found;
  return months !== null && from !== null && from > new Date(now) ? { months, from } : null;
}

/** `waiting`: the shorter time takes effect after a day. */
export type RetentionOutcome = "waiting" | "changed" | "same" | "stale";

/** A closed cycle and when its raw answers go; instants in ISO 8601. */
export type RetainedCycle = {
  readonly cycleId: string;
  readonly number: number;
  /** The calendar day on which it opened, in its own zone. */
  readonly opensOn: string;
  /** What was promised before the first question: the answers go after this time at the latest. */
  readonly promisedMonths: number;
  /** Submitted surveys, without those of duos that the admin reads as a leader. */
  readonly surveys: number;
  readonly endsAt: string;
  /** The same under the time that waits or is looked at. */
  readonly wantedEndsAt: string | null;
  /** The answers are gone, or going. */
  readonly ended: boolean;
};

/** How long an organization keeps raw answers, what waits, and which answers go when. Oldest cycle first. */
export type RetentionPage = {
  readonly months: number;
  readonly next: { readonly months: number; readonly from: string } | null;
  /** The time that is looked at; null where none is. */
  readonly wanted: number | null;
  /** What the address asks for is no time that may be chosen. */
  readonly refused: string | null;
  readonly now: string;
  readonly cycles: readonly RetainedCycle[];
};
