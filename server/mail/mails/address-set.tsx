import type { MailContent, MailProps } from "../content";
import { oneAction } from "./one-action";

/**
 * To the address that somebody had who never signed in, when an admin set another one. Payload: `address`, to which it is
 * sent. The new one is not named.
 */
export function addressSet({ mail, words: { addressSet: words } }: MailProps): MailContent {
  return oneAction(words, mail.organization, "/sign-in");
}
