import type { MailHealth } from "@/lib/domain/mail";
import { Notice } from "../notice";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";

/** Says on the program's pages that mail does not arrive: nobody else would notice. */
export function MailBanner({ mail, words, format }: ViewProps & { mail: MailHealth }) {
  const text = words.jobs.banner;
  return (
    <Notice kind="warning" title={text.title}>
      {mail.waitingSince !== null && (
        <p>{text.waiting(format.count(mail.waiting), format.dateTime(mail.waitingSince))}</p>
      )}
      {mail.failed > 0 && <p>{text.failed(format.count(mail.failed))}</p>}
      <p>
        <TextLink href="/program/jobs">{text.link}</TextLink>
      </p>
    </Notice>
  );
}
