import type { MailContent, MailProps } from "../content";
import { oneAction } from "./one-action";

/**
 * To both partners of a duo that ends. Payload, as it is when the mail leaves: `partner`, the other one's name, empty for
 * somebody who was erased; `endedOn`, a calendar day; `over`, not empty once it has come.
 */
export function duoEnded({ mail, words: { duoEnded: said }, formats }: MailProps): MailContent {
  const { endedOn = "", over } = mail.payload;
  const partner = mail.payload.partner || said.formerPartner;
  const day = formats.calendarDay(endedOn);
  const text = () => `${(over ? said.over : said.ahead)(partner, day)} ${said.after}`;
  return oneAction({ ...said, subject: said.subject(partner), text }, mail.organization, "/home");
}
