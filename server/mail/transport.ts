import { readFileSync } from "node:fs";
import { createTransport, type Transporter } from "nodemailer";
import SMTPTransport from "nodemailer/lib/smtp-transport";
import { env } from "../env";

const timeoutMs = 20_000;

let kept: Transporter | undefined;

/** Whether this is a demo without a mail server: its mail goes nowhere, and everybody there can read it. */
export const keepsMail = () => env().TWOFOLD_MODE === "demo" && env().SMTP_URL === undefined;

/** The connection to the mail server; undefined when none is configured. A demo writes its mail and sends nothing. */
export function transport(): Transporter | undefined {
  const { SMTP_URL, SMTP_CA_FILE } = env();
  if (!kept && SMTP_URL) kept = transportTo(SMTP_URL, SMTP_CA_FILE);
  if (!kept && keepsMail()) kept = createTransport({ jsonTransport: true });
  return kept;
}

/**
 * Implicit TLS for smtps://, else STARTTLS when the server offers it. Certificates are always verified: against the
 * authorities that Node knows and, with SMTP_CA_FILE, those of the file instead.
 */
function transportTo(url: string, caFile: string | undefined): Transporter {
  // Made here, because createTransport takes nothing but the URL of options that have one.
  const smtp = new SMTPTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    ...(caFile && { tls: { ca: readFileSync(caFile, "utf8") } }),
  });
  return createTransport(smtp);
}

/**
 * Asks a mail server whether it would take mail; undefined when it would, else why not, in its own words. The launcher
 * asks, whose environment holds only some of the app's settings.
 */
export async function mailServerFault(smtpUrl: string, caFile?: string): Promise<string | undefined> {
  const asked = transportTo(smtpUrl, caFile);
  try {
    await asked.verify();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    asked.close();
  }
}
