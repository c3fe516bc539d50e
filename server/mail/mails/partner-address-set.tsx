import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/**
 * To the partners of somebody who never signed in, when an admin set another address, and to those who become it later.
 * Payload: `partner`, the name; `back` if it is the address from before the first change, `signedIn` if they have signed in
 * since.
 */
export function partnerAddressSet({
  mail: { payload },
  words: { partnerAddressSet: words },
}: MailProps): MailContent {
  const { partner = "", back, signedIn } = payload;
  const text = back ? words.back : signedIn ? words.signedIn : words.text;
  return {
    subject: words.subject(partner),
    body: (
      <>
        <p>{text(partner)}</p>
        <Action label={words.action} path="/duos" />
        <p>{words.note(partner)}</p>
      </>
    ),
  };
}
