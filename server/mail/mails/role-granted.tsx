import type { MailContent, MailProps } from "../content";
import { oneAction } from "./one-action";

/**
 * To somebody who was granted a role. Payload: `role`; of a leader, as it is when the mail leaves, `units` with the names
 * of all units that they were given, as JSON.
 */
export function roleGranted({ mail, words, formats }: MailProps): MailContent {
  if (mail.payload.role === "leader") {
    const said = words.leaderGranted;
    const units = formats.list(JSON.parse(mail.payload.units ?? "[]") as string[]);
    const text = (organization: string) => said.text(organization, units);
    return oneAction({ ...said, subject: said.subject(units), text }, mail.organization, "/insights");
  }
  const role = mail.payload.role === "reviewer" ? "reviewer" : "admin";
  const { subject, text, action, note } = words.roleGranted;
  return oneAction(
    { subject: subject[role], text: text[role], action, note },
    mail.organization,
    role === "admin" ? "/program" : "/audit",
  );
}
