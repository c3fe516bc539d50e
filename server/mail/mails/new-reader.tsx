import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";
import { nameReaders, readersOf } from "./readers";

/**
 * To the partners of duos that somebody may newly read as a leader. Payload, as it is when the mail leaves: `readers`, all
 * of them with the units that they lead.
 */
export function newReader({ mail, words, formats }: MailProps): MailContent {
  const { newReader: said } = words;
  const readers = readersOf(mail.payload);
  const names = [...new Set(readers.map(({ reader }) => reader))];
  return {
    subject: said.subject(formats.list(names)),
    body: (
      <>
        <p>{said.text(nameReaders(readers, { words, formats }))}</p>
        <Action label={said.action} path="/duos" />
        <p>{said.note}</p>
      </>
    ),
  };
}
