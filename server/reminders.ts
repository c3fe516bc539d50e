import { asAuth } from "@/db/client";
import { findReminders, setReminders } from "@/db/queries/reminders";
import { personOfReminderToken } from "./auth/secrets";

/** Whether the reader of a mail gets reminders; undefined for a link that was not made here. */
export async function loadReminders(token: string): Promise<boolean | undefined> {
  const reader = personOfReminderToken(token);
  return reader && asAuth((tx) => findReminders(tx, reader));
}

/** Stops or resumes the reminders of a mail's reader, who need not sign in for it; false for a link that is none. */
export async function changeReminders(token: string, wanted: boolean): Promise<boolean> {
  const reader = personOfReminderToken(token);
  if (!reader) return false;
  await asAuth((tx) => setReminders(tx, reader, wanted));
  return true;
}
