import { Temporal } from "temporal-polyfill";
import { fullTimeZone, isTimeZone, usableTimeZone } from "../domain/time-zones";

/**
 * The instant of a wall-clock minute in a zone, as `instant_in_zone` of the database works it out too. A minute that
 * the clock skips is taken as much later as it skips, one that it shows twice is taken the first time. Undefined for
 * what is no minute or no name of a zone.
 */
export function instantInZone(localMinute: string, timeZone: string): Date | undefined {
  if (!isTimeZone(timeZone)) return undefined;
  try {
    const zoned = Temporal.PlainDateTime.from(localMinute).toZonedDateTime(fullTimeZone(timeZone), {
      disambiguation: "compatible",
    });
    return new Date(zoned.epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * What the clock of a zone does at a wall-clock minute: `skipped` when it never shows it that day, `twice` when it
 * shows it two times, `once` otherwise.
 * @throws RangeError for what is no minute or no name of a zone
 */
export function clockAt(localMinute: string, timeZone: string): "once" | "twice" | "skipped" {
  const minute = Temporal.PlainDateTime.from(localMinute);
  const zone = fullTimeZone(timeZone);
  const earlier = minute.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = minute.toZonedDateTime(zone, { disambiguation: "later" });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return "once";
  return earlier.toPlainDateTime().equals(minute) ? "twice" : "skipped";
}

const zonedAt = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(
    fullTimeZone(usableTimeZone(timeZone)),
  );

/** The wall-clock minute of an instant in a zone, as "2026-11-02T09:30"; of UTC where the zone is unknown. */
export function minuteInZone(at: Date, timeZone: string): string {
  return zonedAt(at, timeZone).toPlainDateTime().toString({ smallestUnit: "minute" });
}

/** The calendar day of an instant in a zone, as "2026-11-02"; of UTC where the zone is unknown. */
export function dayInZone(at: Date, timeZone: string): string {
  return zonedAt(at, timeZone).toPlainDate().toString();
}
