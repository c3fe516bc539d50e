import type { MailContent, MailProps } from "../content";
import { oneAction } from "./one-action";

/** To who comes in the place of a partner. Payload: `partner`, the name of the one who stays. */
export function newPartner({ mail, words: { newPartner: said } }: MailProps): MailContent {
  const { partner = "" } = mail.payload;
  const text = (organization: string) => said.text(organization, partner);
  return oneAction({ ...said, subject: said.subject(partner), text }, mail.organization, "/home");
}
