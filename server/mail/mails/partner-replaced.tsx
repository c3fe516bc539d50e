import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/**
 * To the partner who stays, when a duo ends and another begins in its place. Payload: `former` and `partner`,
 * their names.
 */
export function partnerReplaced({
  mail: { payload },
  words: { partnerReplaced: words },
}: MailProps): MailContent {
  const { former = "", partner = "" } = payload;
  return {
    subject: words.subject,
    body: (
      <>
        <p>{words.text(former, partner)}</p>
        <Action label={words.action} path="/home" />
        <p>{words.note}</p>
      </>
    ),
  };
}
