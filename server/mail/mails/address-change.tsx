import type { MailContent, MailProps } from "../content";
import { oneAction } from "./one-action";

/** To the old address of somebody who is to sign in with a new one. Without payload: the new address is read inside. */
export function addressChange({ mail, words: { addressChange: words } }: MailProps): MailContent {
  return oneAction(words, mail.organization, "/account/address");
}
