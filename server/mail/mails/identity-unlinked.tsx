import type { MailContent, MailProps } from "../content";
import { oneAction } from "./one-action";

/** To the person whose company account an admin unlinked. Payload: nothing. */
export function identityUnlinked({ mail, words: { identityUnlinked: words } }: MailProps): MailContent {
  return oneAction(words, mail.organization, "/sign-in");
}
