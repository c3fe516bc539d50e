import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";
import { nameReaders, readersOf } from "./readers";

/**
 * To everybody whom a cycle asks. Payload, as it is when the mail leaves: `closesAt`, and `readers`, all who may read
 * the duos that it asks about.
 */
export function cycleOpened({ mail, words, formats }: MailProps): MailContent {
  const { cycleOpened: said } = words;
  const closes = formats.dateTime(mail.payload.closesAt ?? "");
  const readers = readersOf(mail.payload);
  return {
    subject: said.subject,
    body: (
      <>
        <p>{said.text(mail.organization, closes)}</p>
        <Action label={said.action} path="/home" />
        <p>{said.note}</p>
        {readers.length > 0 && <p>{said.readers(nameReaders(readers, { words, formats }))}</p>}
      </>
    ),
  };
}
