import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";
import { addressesSet, readDuosOf, whoReads } from "./readers";

/**
 * To everybody whom a cycle asks. Payload, as it is when the mail leaves: `closesAt`, `mode`, the cycle's own, `duos`, who
 * may read the row of this cycle (`next`) and who those of earlier ones alone, and `declined` where they will not answer.
 */
export function cycleOpened({ mail, words, formats }: MailProps): MailContent {
  const { mode, declined, closesAt = "" } = mail.payload;
  const { subject, note, ...said } = words.cycleOpened;
  const { text, action } = declined ? said.declined : said;
  const duos = readDuosOf(mail.payload);
  return {
    subject,
    body: (
      <>
        <p>{text(mail.organization, formats.dateTime(closesAt))}</p>
        <Action label={action} path="/home" />
        {!declined && <p>{note}</p>}
        {mode === "private" && <p>{said.private}</p>}
        {whoReads(duos, "next", { sentence: said.readers, words, formats })}
        {whoReads(duos, "earlier", { sentence: said.earlier, words, formats })}
        {addressesSet(duos, { words, formats })}
      </>
    ),
  };
}
