import { Temporal } from "temporal-polyfill";
import { isTimeZone, usableTimeZone } from "@/lib/domain/time-zones";

/**
 * The instant of a wall-clock minute in a zone, as `instant_in_zone` of the database works it out too. A minute that
 * the clock skips is taken as much later as it skips, one that it shows twice is taken the first time. Undefined for
 * what is no minute or no name of a zone.
 */
export function instantInZone(localMinute: string, timeZone: string): Date | undefined {
  if (!isTimeZone(timeZone)) return undefined;
  try {
    const zoned = Temporal.PlainDateTime.from(localMinute).toZonedDateTime(timeZone, {
      disambiguation: "compatible",
    });
    return new Date(zoned.epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The calendar day of an instant in a zone, as "2026-11-02"; of UTC where the zone is unknown. */
export function dayInZone(at: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(usableTimeZone(timeZone))
    .toPlainDate()
    .toString();
}
