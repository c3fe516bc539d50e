import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/** To the partners of somebody who never signed in, when an admin set another address. Payload: `partner`, the name. */
export function partnerAddressSet({
  mail: { payload },
  words: { partnerAddressSet: words },
}: MailProps): MailContent {
  const { partner = "" } = payload;
  return {
    subject: words.subject(partner),
    body: (
      <>
        <p>{words.text(partner)}</p>
        <Action label={words.action} path="/duos" />
        <p>{words.note(partner)}</p>
      </>
    ),
  };
}
