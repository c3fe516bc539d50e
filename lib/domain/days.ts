/** A day in milliseconds. */
export const DAY_MS = 86_400_000;

/**
 * The calendar day so many days after another one, both as "2026-11-02".
 * @throws RangeError for anything that is no calendar day
 */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
