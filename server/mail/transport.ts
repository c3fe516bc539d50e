import { readFileSync } from "node:fs";
import { createTransport, type Transporter } from "nodemailer";
import SMTPPool from "nodemailer/lib/smtp-pool";
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
 * One connection for many mails, to be closed after the last of them; undefined when no mail server is configured. With a
 * connection for each mail most of the time would go into greetings.
 */
export function transportForMany(): Transporter | undefined {
  const { SMTP_URL, SMTP_CA_FILE } = env();
  if (!SMTP_URL) return transport();
  const many = {
    pool: true,
    maxConnections: 1,
    // Mail servers end a connection after some number of mails; we come first, so that none is refused for it.
    maxMessages: 50,
    // A mail whose connection was cut may have been taken: the outbox decides when it is tried again.
    maxRequeues: 0,
  } as const;
  return createTransport(new SMTPPool({ ...optionsFor(SMTP_URL, SMTP_CA_FILE), ...many }));
}

/**
 * Implicit TLS for smtps://, else STARTTLS when the server offers it. Certificates are always verified: against the
 * authorities that Node knows and, with SMTP_CA_FILE, those of the file instead.
 */
function optionsFor(url: string, caFile: string | undefined) {
  return {
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    ...(caFile && { tls: { ca: readFileSync(caFile, "utf8") } }),
  };
}

function transportTo(url: string, caFile: string | undefined): Transporter {
  // Made here, because createTransport takes nothing but the URL of options that have one.
  return createTransport(new SMTPTransport(optionsFor(url, caFile)));
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
