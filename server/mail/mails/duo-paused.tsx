import type { MailContent, MailProps } from "../content";
import { Action } from "../layout";
import { addressesSet, readDuosOf, whoReads } from "./readers";

/**
 * To both partners of a duo that is paused. Payload, as it is when the mail leaves: `partner`, the other one's name, empty
 * for somebody who was erased; `notEnded` where its end was taken back, of which they had heard or of which nobody told
 * them, and then `duos`, who will read it, `mode`, whether anybody will as cycles are set at present, and `endsOn`, the day
 * of its end if another one is set.
 */
export function duoPaused(props: MailProps): MailContent {
  const { duoPaused: said } = props.words;
  const { notEnded, endsOn } = props.mail.payload;
  if (!notEnded) return aboutPause(props, said);
  const subject = endsOn ? said.subject : said.notEnded.subject;
  return aboutPause(props, { ...said, ...said.notEnded, subject });
}

/**
 * To both partners of a duo that goes on after a pause or an end. Payload as above, without `notEnded`: `back` after an end
 * that had come; `undone` where they had heard of no stop, and the duo has left the open cycle by it.
 */
export function duoResumed(props: MailProps): MailContent {
  const { duoResumed: said } = props.words;
  const { undone, back } = props.mail.payload;
  if (undone) return aboutPause(props, { ...said, ...said.undone });
  return aboutPause(props, back ? { ...said, text: said.back } : said);
}

type Said = Pick<MailProps["words"]["duoPaused"], "subject" | "text" | "action" | "note">;

function aboutPause({ mail, words, formats }: MailProps, said: Said): MailContent {
  const { partner = "", endsOn, mode } = mail.payload;
  const duos = readDuosOf(mail.payload);
  const name = partner || words.duoEnded.formerPartner;
  const text = said.text(mail.organization, name);
  const ends = endsOn && words.duoResumed.ends(formats.calendarDay(endsOn));
  return {
    subject: said.subject(name),
    body: (
      <>
        <p>{ends ? `${text} ${ends}` : text}</p>
        {whoReads(duos, "next", { sentence: words.readNext, words, formats })}
        {addressesSet(duos, { words, formats })}
        {mode === "private" && <p>{words.duoResumed.readNone}</p>}
        <Action label={said.action} path="/home" />
        <p>{said.note}</p>
      </>
    ),
  };
}
