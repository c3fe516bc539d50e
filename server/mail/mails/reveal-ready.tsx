import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/** To the partner who submitted first, when both have. Payload: `duoId` and `partner`, the other's name. */
export function revealReady({ mail: { payload }, words: { revealReady: words } }: MailProps): MailContent {
  const { duoId, partner = "" } = payload;
  return {
    subject: words.subject(partner),
    body: (
      <>
        <p>{words.text(partner)}</p>
        <Action label={words.action} path={`/duos/${duoId}`} />
        <p>{words.note}</p>
      </>
    ),
  };
}
