import { HOUR_MS } from "../domain/days";

/** When a partner who has not submitted is reminded: after the opening, or before the close. */
export const reminderSlots = ["day-3", "day-5", "two-days", "four-hours"] as const;
export type ReminderSlot = (typeof reminderSlots)[number];

const offsets: Record<ReminderSlot, { from: "opensAt" | "closesAt"; hours: number }> = {
  "day-3": { from: "opensAt", hours: 72 },
  "day-5": { from: "opensAt", hours: 120 },
  "two-days": { from: "closesAt", hours: -48 },
  "four-hours": { from: "closesAt", hours: -4 },
};

/**
 * The reminders of a cycle that fall inside its window, in the order of their instants. The database's `reminder_due`
 * moves each of them into the working hours of its reader.
 */
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
