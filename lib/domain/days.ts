/** An hour and a day in milliseconds. */
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The first and the last day that the roster and plans know, as "2026-11-02"; the database takes no others. */
export const knownDays = { first: "1950-01-01", last: "2100-12-31" } as const;

/** A calendar day if it is a Monday to Friday, else the Monday after it; as "2026-11-02". */
export function workingDayFrom(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}

/**
 * The calendar day so many days after another one, both as "2026-11-02".
 * @throws RangeError for anything that is no calendar day
 */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
