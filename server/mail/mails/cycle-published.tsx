import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/** To the leaders of a cycle's units. Payload: `cycleId`, `opensOn`. */
export function cyclePublished({ mail, words: { cyclePublished: words }, formats }: MailProps): MailContent {
  const { cycleId, opensOn } = mail.payload;
  const cycle = formats.monthYear(opensOn ?? "");
  const query = new URLSearchParams({ cycle: cycleId ?? "" });
  return {
    subject: words.subject(cycle),
    body: (
      <>
        <p>{words.text(mail.organization, cycle)}</p>
        <Action label={words.action} path={`/insights?${query}`} />
        <p>{words.note}</p>
      </>
    ),
  };
}
