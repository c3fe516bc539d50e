import type { MailHealth } from "@/lib/domain/mail";
import { Notice } from "../notice";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { mail: MailHealth; link?: boolean };

/** Says on the program's pages that mail does not leave, or that some people cannot be reached: nobody else would notice. */
export function MailBanner({ mail, link = false, words, format }: Props) {
  const text = words.jobs.banner;
  if (!mail.trouble) return null;
  return (
    <Notice kind="warning" title={text.title[mail.trouble]}>
      {mail.trouble === "stalled" && mail.waitingSince !== null && (
        <p>{text.waiting(format.count(mail.waiting), format.dateTime(mail.waitingSince))}</p>
      )}
      {mail.failed > 0 && <p>{text.failed(format.count(mail.failed))}</p>}
      {link && (
        <p>
          <TextLink href="/program/jobs">{text.link}</TextLink>
        </p>
      )}
    </Notice>
  );
}
