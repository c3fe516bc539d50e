import { reminderToken } from "../auth/secrets";
import { env } from "../env";

type Reader = { orgId: string; personId: string };

const linkTo = (path: string, reader: Reader) =>
  new URL(`${path}?${new URLSearchParams({ token: reminderToken(reader) })}`, env().AUTH_URL).href;

/** The page on which somebody stops or resumes their reminders without signing in. */
export const stopPage = (reader: Reader) => linkTo("/reminders", reader);

/** Where a mail program posts to when its reader stops the reminders with one click. */
export const stopUrl = (reader: Reader) => linkTo("/api/reminders", reader);
