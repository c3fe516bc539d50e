import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/** To the partners of duos that somebody may newly read as a leader. Payload: `unit`, the name of the unit. */
export function newReader({ mail: { payload }, words: { newReader: words } }: MailProps): MailContent {
  return {
    subject: words.subject,
    body: (
      <>
        <p>{words.text(payload.unit ?? "")}</p>
        <Action label={words.action} path="/duos" />
        <p>{words.note}</p>
      </>
    ),
  };
}
