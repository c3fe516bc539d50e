import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";

/**
 * To the partners of duos that somebody may newly read as a leader. Payload: the names of the `reader` and of the `unit`
 * they lead.
 */
export function newReader({ mail: { payload }, words: { newReader: words } }: MailProps): MailContent {
  return {
    subject: words.subject(payload.reader ?? ""),
    body: (
      <>
        <p>{words.text(payload.reader ?? "", payload.unit ?? "")}</p>
        <Action label={words.action} path="/duos" />
        <p>{words.note}</p>
      </>
    ),
  };
}
