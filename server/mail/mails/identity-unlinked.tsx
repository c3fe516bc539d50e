import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/** To the person whose company account an admin unlinked. Payload: nothing. */
export function identityUnlinked({ mail, words: { identityUnlinked: words } }: MailProps): MailContent {
  return {
    subject: words.subject,
    body: (
      <>
        <p>{words.text(mail.organization)}</p>
        <Action label={words.action} path="/sign-in" />
        <p>{words.note}</p>
      </>
    ),
  };
}
