import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";
import { stopPage } from "../stop-link";

/**
 * To somebody who has not submitted, about all their duos: by the cycle's own reminders, or by its admin (`nudge`).
 * Payload, as it is when the mail leaves: `closesAt` and `partners`, a name a line.
 */
export function reminder({ mail, words: { reminder: words, duoEnded }, formats }: MailProps): MailContent {
  const { closesAt = "", partners = "" } = mail.payload;
  const names = formats.list(partners.split("\n").map((name) => name || duoEnded.formerPartner));
  return {
    subject: words.subject,
    body: (
      <>
        <p>{words.text(names, formats.dateTime(closesAt))}</p>
        {mail.kind === "nudge" && <p>{words.nudged}</p>}
        <Action label={words.action} path="/home" />
        <p>{words.note}</p>
        <p>
          <a href={stopPage(mail)}>{words.stop}</a>
        </p>
      </>
    ),
  };
}
