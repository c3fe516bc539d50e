import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/** To the other partner of a duo when one has submitted. Payload: `cycleId`, `duoId` and `partner`, their name. */
export function partnerAnswered({
  mail: { payload },
  words: { partnerAnswered: words },
}: MailProps): MailContent {
  const { cycleId, duoId, partner = "" } = payload;
  return {
    subject: words.subject(partner),
    body: (
      <>
        <p>{words.text(partner)}</p>
        <Action label={words.action} path={`/survey/${cycleId}/${duoId}`} />
        <p>{words.note}</p>
      </>
    ),
  };
}
