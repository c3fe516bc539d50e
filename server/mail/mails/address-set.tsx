import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/**
 * To the address that somebody had who never signed in, when an admin set another one. Payload: `address`, to which it is
 * sent. The new one is not named.
 */
export function addressSet({ mail, words: { addressSet: words } }: MailProps): MailContent {
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
