import { render, toPlainText } from "@react-email/render";
import type { WaitingMail } from "@/db/queries/outbox";
import { usableTimeZone } from "@/lib/domain/time-zones";
import { dictionary } from "@/lib/i18n";
import { formats as formatsIn } from "@/lib/i18n/format";
import { localeOf } from "@/lib/i18n/locales";
import type { MailContent, MailProps } from "./content";
import { MailLayout } from "./layout";
import { addressChange } from "./mails/address-change";
import { addressSet } from "./mails/address-set";
import { cycleCancelled } from "./mails/cycle-cancelled";
import { cycleOpened } from "./mails/cycle-opened";
import { cyclePublished, cycleWithdrawn } from "./mails/cycle-published";
import { duoEnded } from "./mails/duo-ended";
import { duoPaused, duoResumed } from "./mails/duo-paused";
import { identityUnlinked } from "./mails/identity-unlinked";
import { newPartner } from "./mails/new-partner";
import { newReader } from "./mails/new-reader";
import { partnerAddressSet } from "./mails/partner-address-set";
import { partnerAnswered } from "./mails/partner-answered";
import { partnerReplaced } from "./mails/partner-replaced";
import { passkeyAdded, passkeyRemoved } from "./mails/passkeys";
import { reminder } from "./mails/reminder";
import { revealReady } from "./mails/reveal-ready";
import { roleEnded } from "./mails/role-ended";
import { roleGranted } from "./mails/role-granted";
import { signIn } from "./mails/sign-in";

const mails: Record<WaitingMail["kind"], (props: MailProps) => MailContent> = {
  "sign-in": signIn,
  "identity-unlinked": identityUnlinked,
  "passkey-added": passkeyAdded,
  "passkey-removed": passkeyRemoved,
  "cycle-opened": cycleOpened,
  "cycle-cancelled": cycleCancelled,
  reminder,
  nudge: reminder,
  "partner-answered": partnerAnswered,
  "reveal-ready": revealReady,
  "cycle-published": cyclePublished,
  "cycle-withdrawn": cycleWithdrawn,
  "partner-replaced": partnerReplaced,
  "new-partner": newPartner,
  "duo-ended": duoEnded,
  "duo-paused": duoPaused,
  "duo-resumed": duoResumed,
  "new-reader": newReader,
  "role-granted": roleGranted,
  "role-ended": roleEnded,
  "address-change": addressChange,
  "address-set": addressSet,
  "partner-address-set": partnerAddressSet,
};

/** What a mail is written from and for whom. */
type Composed = MailProps["mail"] &
  Pick<WaitingMail, "language" | "timeZone" | "organizationTimeZone" | "givenName">;

/** Language, words and formats of a mail's addressee. */
export function formatsFor({
  language,
  timeZone,
  organizationTimeZone,
}: Pick<Composed, "language" | "timeZone" | "organizationTimeZone">) {
  const locale = localeOf(language);
  return { locale, formats: formatsIn(locale, usableTimeZone(timeZone, organizationTimeZone)) };
}

/** A mail as HTML and as plain text that says the same, in its addressee's language and time zone. */
export async function compose(mail: Composed): Promise<{ subject: string; text: string; html: string }> {
  const { locale, formats } = formatsFor(mail);
  const words = dictionary(locale).mail;
  const { subject, body } = mails[mail.kind]({ mail, words, formats });
  const html = await render(
    <MailLayout locale={locale} subject={subject} footer={words.footer}>
      <p>{words.greeting(mail.givenName)}</p>
      {body}
    </MailLayout>,
  );
  return { subject, html, text: `${toPlainText(html)}\n` };
}
