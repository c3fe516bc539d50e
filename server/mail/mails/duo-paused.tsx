import type { MailContent, MailProps } from "../content";
import { oneAction } from "./one-action";

/**
 * To both partners of a duo that is paused. Payload, as it is when the mail leaves: `partner`, the other one's name, empty
 * for somebody who was erased; `notEnded` where its end was taken back, of which they had heard.
 */
export function duoPaused({ mail, words }: MailProps): MailContent {
  const { duoPaused: said } = words;
  return aboutPause(mail, words, mail.payload.notEnded ? { ...said, ...said.notEnded } : said);
}

/**
 * To both partners of a duo that goes on after a pause or an end. Payload as above, without `notEnded`: `undone` where they
 * had heard of neither, and the duo has left the open cycle by it; `endsOn`, the day of its end if one is set.
 */
export function duoResumed({ mail, words, formats }: MailProps): MailContent {
  const { duoResumed: said } = words;
  const { undone, endsOn } = mail.payload;
  const heard = undone ? { ...said, ...said.undone } : said;
  if (!endsOn) return aboutPause(mail, words, heard);
  const ends = said.ends(formats.calendarDay(endsOn));
  return aboutPause(mail, words, { ...heard, text: (...names) => `${heard.text(...names)} ${ends}` });
}

type Said = Pick<MailProps["words"]["duoPaused"], "subject" | "text" | "action" | "note">;

function aboutPause(mail: MailProps["mail"], words: MailProps["words"], said: Said): MailContent {
  const partner = mail.payload.partner || words.duoEnded.formerPartner;
  const text = (organization: string) => said.text(organization, partner);
  return oneAction({ ...said, subject: said.subject(partner), text }, mail.organization, "/home");
}
