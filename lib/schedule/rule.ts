import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { sharingModes, timeZoneInput } from "../domain/cycles";
import { knownDays } from "../domain/days";
import { type Cadence, rhythms, windowDays } from "./choices";

const calendarDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "day")
  .refine(isCalendarDay, "day")
  .refine((day) => day <= knownDays.last, "day");
const clockMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time");

/** What an admin chooses for the cycles that open by themselves. */
export const scheduleInput = z.object({
  rhythm: z.enum(rhythms),
  /** Calendar day of the first opening, "2026-11-02". */
  firstDay: calendarDay,
  /** Wall-clock minutes of the zone, "09:00". */
  opensTime: clockMinute,
  closesTime: clockMinute,
  days: z.coerce
    .number("window")
    .int("window")
    .min(windowDays.shortest, "window")
    .max(windowDays.longest, "window"),
  timeZone: timeZoneInput,
  sharingMode: z.enum(sharingModes),
});
export type ScheduleRule = z.infer<typeof scheduleInput>;

/** Opening and closing of one planned cycle, as wall-clock minutes of the schedule's zone: "2026-11-02T09:00". */
export type CycleWindow = { opensLocal: string; closesLocal: string };
/** The `slot` counts the rhythm's openings from 0, skipped ones included. */
export type PlannedWindow = CycleWindow & { slot: number };

function isCalendarDay(day: string): boolean {
  try {
    Temporal.PlainDate.from(day);
    return true;
  } catch {
    return false;
  }
}

const steps: Record<Cadence, (n: number) => Temporal.DurationLike> = {
  monthly: (n) => ({ months: n }),
  "six-weekly": (n) => ({ days: 42 * n }),
  quarterly: (n) => ({ months: 3 * n }),
};

/**
 * The next three openings after a calendar day, as calendar days such as "2026-11-02": what is proposed where an admin
 * opens each cycle. A month that is too short for the day of the month gives its last day.
 * @throws RangeError when `lastOpened` is no calendar day
 */
export function nextOpenings(lastOpened: string, cadence: Cadence): string[] {
  const from = Temporal.PlainDate.from(lastOpened);
  return [1, 2, 3].map((n) => from.add(steps[cadence](n)).toString());
}

/** Calendar day of an opening. Counted from the first one, so that a short month moves no later month's day. */
function dayOf({ rhythm, firstDay }: Pick<ScheduleRule, "rhythm" | "firstDay">, slot: number) {
  const first = Temporal.PlainDate.from(firstDay);
  if (rhythm === "single") return slot === 0 ? first : undefined;
  return first.add(steps[rhythm](slot));
}

/**
 * The window of the opening number `slot` (from 0) of a schedule; undefined when the schedule has no such opening. A
 * window that would reach the next opening closes on the day before it: four weeks from 1 February end on 28 February.
 * @throws RangeError unless `firstDay` is a calendar day
 */
export function windowOf(rule: ScheduleRule, slot: number): PlannedWindow | undefined {
  const opens = dayOf(rule, slot);
  if (!opens) return undefined;
  const next = dayOf(rule, slot + 1);
  const wanted = opens.add({ days: rule.days });
  const reaches = next !== undefined && Temporal.PlainDate.compare(wanted, next) >= 0;
  const closes = reaches ? next.subtract({ days: 1 }) : wanted;
  return { slot, opensLocal: `${opens}T${rule.opensTime}`, closesLocal: `${closes}T${rule.closesTime}` };
}

/** Whether a planned window opens at another minute than its slot of the schedule does: an admin moved it. */
export function isMoved(
  rule: ScheduleRule,
  { slot, opensLocal }: Pick<PlannedWindow, "slot" | "opensLocal">,
) {
  return windowOf(rule, slot)?.opensLocal !== opensLocal;
}

/**
 * The next windows of a schedule, in their order, that open after a wall-clock minute of its zone and whose slot is at
 * least `fromSlot`. Fewer than `count` when the schedule ends before.
 */
export function windowsAfter(
  rule: ScheduleRule,
  { after, fromSlot = 0, count }: { after: string; fromSlot?: number; count: number },
): PlannedWindow[] {
  const found: PlannedWindow[] = [];
  for (let slot = fromSlot; found.length < count; slot++) {
    const window = windowOf(rule, slot);
    if (!window) break;
    // Texts of this form compare as the minutes they name.
    if (window.opensLocal > after) found.push(window);
  }
  return found;
}

/** Days from the day a window opens to the day it closes. */
export function daysOfWindow({ opensLocal, closesLocal }: CycleWindow): number {
  const [opens, closes] = [opensLocal, closesLocal].map((minute) =>
    Temporal.PlainDate.from(minute.slice(0, 10)),
  );
  return opens!.until(closes!).days;
}

/** A window moved to another opening minute; it lasts as many days and closes at the same time of day. */
export function shiftWindow(window: CycleWindow, opensLocal: string): CycleWindow {
  const closes = Temporal.PlainDate.from(opensLocal.slice(0, 10)).add({ days: daysOfWindow(window) });
  return { opensLocal, closesLocal: `${closes}T${window.closesLocal.slice(11)}` };
}
