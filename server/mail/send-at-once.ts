import type { Viewer } from "@/lib/domain/permissions";
import type { SetupFault } from "@/lib/domain/setup";
import { env } from "../env";
import { compose } from "./compose";
import { transport } from "./transport";

/** What node and the mail server say, and what it means for the admin who sets mail up; the first that matches counts. */
const meanings: readonly (readonly [RegExp, SetupFault])[] = [
  [/ENOTFOUND|EAI_AGAIN|EDNS/, "mail-host"],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/, "mail-refused"],
  [/certificate|CERT_|SELF_SIGNED|UNABLE_TO|ssl|tls/i, "mail-certificate"],
  [/ETIMEDOUT|timeout|ECONNECTION|Greeting never received/i, "mail-silent"],
  [/EAUTH|ENOAUTH|authentication/i, "mail-login"],
];

type SmtpError = { code?: string; command?: string; message?: string };

function meaningOf({ code = "", command = "", message = "" }: SmtpError): SetupFault {
  if (command === "MAIL FROM") return "mail-sender";
  if (command === "RCPT TO") return "mail-recipient";
  return meanings.find(([words]) => words.test(`${code} ${message}`))?.[1] ?? "mail-other";
}

/** Sends the sign-in mail of an id to one person now; gives why the mail server did not take it. */
export async function sendAtOnce({
  id,
  viewer,
  address,
}: {
  id: string;
  viewer: Viewer;
  address: string;
}): Promise<SetupFault | undefined> {
  const smtp = transport();
  if (!smtp) return "mail-host";
  const { MAIL_FROM, AUTH_URL } = env();
  const mail = await compose({
    id,
    orgId: viewer.orgId,
    personId: viewer.personId,
    organization: "",
    kind: "sign-in",
    payload: { next: "/program/setup" },
    language: viewer.locale,
    timeZone: viewer.timeZone,
    organizationTimeZone: viewer.timeZone,
    givenName: viewer.name,
  });
  try {
    await smtp.sendMail({
      from: MAIL_FROM,
      to: { name: viewer.name, address },
      messageId: `<${id}@${AUTH_URL.hostname}>`,
      ...mail,
    });
    return undefined;
  } catch (error) {
    return meaningOf(error as SmtpError);
  }
}
