import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/** To the old address of somebody who is to sign in with a new one. Without payload: the new address is read inside. */
export function addressChange({ mail, words: { addressChange: words } }: MailProps): MailContent {
  return {
    subject: words.subject,
    body: (
      <>
        <p>{words.text(mail.organization)}</p>
        <Action label={words.action} path="/account/address" />
        <p>{words.note}</p>
      </>
    ),
  };
}
