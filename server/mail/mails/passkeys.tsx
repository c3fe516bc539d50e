import type { MailContent, MailProps } from "../content";
import { oneAction } from "./one-action";

/** To the person of the account that got a passkey. Payload: nothing. */
export const passkeyAdded = ({ mail, words }: MailProps): MailContent =>
  oneAction(words.passkeyAdded, mail.organization, "/account");

/** To the person of the account that lost a passkey. Payload: nothing. */
export const passkeyRemoved = ({ mail, words }: MailProps): MailContent =>
  oneAction(words.passkeyRemoved, mail.organization, "/account");
