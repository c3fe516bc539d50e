import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";
import { addressesSet, readDuosOf, whoCouldRead, whoReads } from "./readers";

/**
 * To the partners of duos that somebody may newly read as a leader, or could by a right that is over. Payload, as it is when
 * the mail leaves: `duos`, who reads which, with the units that they lead, in cycles from now on (`next`) and in those that
 * have opened (`earlier`), and who could (`ended`).
 */
export function newReader({ mail, words, formats }: MailProps): MailContent {
  const { newReader: said } = words;
  const duos = readDuosOf(mail.payload);
  const now = new Set(
    duos.flatMap(({ next, earlier }) =>
      [...next, ...earlier].map(({ reader }) => reader || words.formerLeader),
    ),
  );
  const could = duos.flatMap(({ ended = [] }) => ended.map(({ reader }) => reader || said.erased));
  const ended = new Set(could.filter((name) => !now.has(name)));
  return {
    subject: said.subject({ now: formats.list([...now]), ended: formats.list([...ended]) }),
    body: (
      <>
        {now.size > 0 && <p>{said.text}</p>}
        {whoReads(duos, "next", { sentence: words.readNext, words, formats })}
        {whoReads(duos, "earlier", { sentence: said.earlier, words, formats })}
        {whoCouldRead(duos, { words, formats })}
        {addressesSet(duos, { words, formats })}
        <Action label={said.action} path="/duos" />
        <p>{said.note}</p>
      </>
    ),
  };
}
