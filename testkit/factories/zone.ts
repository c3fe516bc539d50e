import { typedTimeZone } from "@/lib/domain/time-zones";

/** The clock of a zone at an instant, as hours and minutes. */
const clockOf = (timeZone: string, at: Date) =>
  new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    at,
  );

/** A place where it is between noon and one o'clock now: mail leaves in working hours. */
export function zoneAtNoon(): string {
  const now = new Date();
  const places = Intl.supportedValuesOf("timeZone").filter((name) => typedTimeZone(name) === name);
  return places.find((name) => clockOf(name, now).startsWith("12:"))!;
}
