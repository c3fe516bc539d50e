import type { MailContent, MailProps } from "../content";
import { oneAction } from "./one-action";

/** To everybody who had been invited to a cycle that was cancelled. Payload: `cycleId`. */
export function cycleCancelled({ mail, words: { cycleCancelled: words } }: MailProps): MailContent {
  return oneAction(words, mail.organization, "/home");
}
