import { addDays } from "../domain/days";
import { instantInZone, minuteInZone } from "./local-time";

/** When a partner who has not submitted is reminded: after the opening, or before the close. */
export const reminderSlots = ["day-3", "day-5", "two-days", "four-hours"] as const;
export type ReminderSlot = (typeof reminderSlots)[number];

const HOUR_MS = 3_600_000;
const offsets: Record<ReminderSlot, { from: "opensAt" | "closesAt"; hours: number }> = {
  "day-3": { from: "opensAt", hours: 72 },
  "day-5": { from: "opensAt", hours: 120 },
  "two-days": { from: "closesAt", hours: -48 },
  "four-hours": { from: "closesAt", hours: -4 },
};

/** Reminders arrive between these wall-clock times of their reader. Half an hour is left for the way of a mail sent last. */
export const reminderHours = { first: "08:00", last: "17:30" } as const;

/**
 * The instant of a reminder for somebody in a zone: the slot itself when it lies in the reader's working hours, else
 * the last such moment before it. The database's `reminder_due` works out the same.
 */
export function reminderDue(slot: Date, timeZone: string): Date {
  const minute = minuteInZone(slot, timeZone);
  const [day, time] = [minute.slice(0, 10), minute.slice(11)];
  const { first, last } = reminderHours;
  if (time >= first && time <= last) return slot;
  return instantInZone(`${time < first ? addDays(day, -1) : day}T${last}`, timeZone)!;
}

/** The reminders of a cycle that fall inside its window, in the order of their instants, before zones move them. */
export function reminderInstants(window: {
  opensAt: Date;
  closesAt: Date;
}): { slot: ReminderSlot; at: Date }[] {
  return reminderSlots
    .map((slot) => {
      const { from, hours } = offsets[slot];
      return { slot, at: new Date(window[from].getTime() + hours * HOUR_MS) };
    })
    .filter(({ at }) => at > window.opensAt && at < window.closesAt)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
