import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/** To everybody whom a cycle asks. Payload: `closesAt`. */
export function cycleOpened({ mail, words: { cycleOpened: words }, formats }: MailProps): MailContent {
  const closes = formats.dateTime(mail.payload.closesAt ?? "");
  return {
    subject: words.subject,
    body: (
      <>
        <p>{words.text(mail.organization, closes)}</p>
        <Action label={words.action} path="/home" />
        <p>{words.note}</p>
      </>
    ),
  };
}
