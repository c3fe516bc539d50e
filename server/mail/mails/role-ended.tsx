import type { MailContent, MailProps } from "../content";
import { oneAction } from "./one-action";

/**
 * To somebody who lost a role. Payload, as it is when the mail leaves: `role`; of a leader `units`, the names of all units
 * that they lost, as JSON; `endedAt`, an instant; `by`, who ended it, empty where nobody is known; `bySelf`, not empty when
 * it was its reader; `grantedAt`, an instant, where no mail told its reader that they had that role.
 */
export function roleEnded({ mail, words: { roleEnded: said }, formats }: MailProps): MailContent {
  const { units = "[]", endedAt = "", by, bySelf, grantedAt } = mail.payload;
  const role =
    mail.payload.role === "leader" || mail.payload.role === "reviewer" ? mail.payload.role : "admin";
  const of = formats.list(JSON.parse(units) as string[]);
  const ended = { what: said.text[role](of), at: formats.dateTime(endedAt) };
  const text = (organization: string) =>
    [
      grantedAt && said.given[role](of, formats.dateTime(grantedAt)),
      bySelf
        ? said.bySelf(organization, ended)
        : said.by(organization, { ...ended, name: by || said.somebody }),
      said.stays,
    ]
      .filter(Boolean)
      .join(" ");
  return oneAction({ ...said, subject: said.subject[role](of), text }, mail.organization, "/home");
}
