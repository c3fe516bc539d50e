import type { MailContent, MailProps } from "../content";
import { oneAction } from "./one-action";

/** To somebody who was granted a role without a unit. Payload: `role`. */
export function roleGranted({ mail, words: { roleGranted: said } }: MailProps): MailContent {
  const role = mail.payload.role === "reviewer" ? "reviewer" : "admin";
  const { action, note } = said;
  return oneAction(
    { subject: said.subject[role], text: said.text[role], action, note },
    mail.organization,
    role === "admin" ? "/program" : "/audit",
  );
}
