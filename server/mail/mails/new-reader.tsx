import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";
import { readDuosOf, whoReads } from "./readers";

/**
 * To the partners of duos that somebody may newly read as a leader. Payload, as it is when the mail leaves: `duos`, who
 * reads which, with the units that they lead, in cycles from now on (`next`) and in those that have opened (`earlier`).
 */
export function newReader({ mail, words, formats }: MailProps): MailContent {
  const { newReader: said } = words;
  const duos = readDuosOf(mail.payload);
  const names = new Set(
    duos.flatMap(({ next, earlier }) => [...next, ...earlier].map(({ reader }) => reader)),
  );
  return {
    subject: said.subject(formats.list([...names])),
    body: (
      <>
        <p>{said.text}</p>
        {whoReads(duos, "next", { sentence: words.readNext, words, formats })}
        {whoReads(duos, "earlier", { sentence: said.earlier, words, formats })}
        <Action label={said.action} path="/duos" />
        <p>{said.note}</p>
      </>
    ),
  };
}
