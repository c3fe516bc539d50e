import type { ViewerIdentity } from "@/db/client";
import { reminderToken } from "../auth/secrets";
import { env } from "../env";

const linkTo = (path: string, person: ViewerIdentity) =>
  new URL(`${path}?${new URLSearchParams({ token: reminderToken(person) })}`, env().AUTH_URL).href;

/** The page on which somebody stops or resumes their reminders without signing in. */
export const stopPage = (person: ViewerIdentity) => linkTo("/reminders", person);

/** Where a mail program posts to when its reader stops the reminders with one click. */
export const stopUrl = (person: ViewerIdentity) => linkTo("/api/reminders", person);
