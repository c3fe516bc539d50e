import { cycleName } from "@/lib/i18n/cycle-name";
import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/** To the leaders of a cycle's units. Payload: `cycleId`, `opensOn`, and `among`, the opening days of all that were published. */
export function cyclePublished({ mail, words: { cyclePublished: words }, formats }: MailProps): MailContent {
  const { cycleId, opensOn = "", among = "" } = mail.payload;
  const published = among.split(" ").map((day) => ({ opensOn: day }));
  const cycle = cycleName(opensOn, published, formats);
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
