import { createTransport, type Transporter } from "nodemailer";
import { asWorker } from "@/db/client";
import { claimMail, giveUpMail, markSent, postponeMail } from "@/db/queries/outbox";
import { env } from "../env";
import { logger } from "../logger";

const patience = 20_000;
/** With the waits between them: about three days. */
const attemptsAtMost = 24;

let kept: Transporter | undefined;

function transport(): Transporter | undefined {
  const { SMTP_URL } = env();
  if (!kept && SMTP_URL) kept = transportTo(SMTP_URL);
  return kept;
}

function transportTo(smtpUrl: string): Transporter {
  const url = new URL(smtpUrl);
  for (const limit of ["connectionTimeout", "greetingTimeout", "socketTimeout"]) {
    url.searchParams.set(limit, String(patience));
  }
  return createTransport(url.href);
}

/** Asks a mail server whether it would take mail; undefined when it would, else why not, in its own words. */
export async function mailServerFault(smtpUrl: string): Promise<string | undefined> {
  const asked = transportTo(smtpUrl);
  try {
    await asked.verify();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    asked.close();
  }
}

/** What may be kept of a failure: codes, because a server's words may quote an address. */
function reasonOf(error: unknown): { reason: string; permanent: boolean } {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return {
    reason: [code, responseCode].filter(Boolean).join(" ") || "unknown",
    permanent: (responseCode ?? 0) >= 500,
  };
}

/** One mail in one transaction: its row stays locked until the server took it, so nobody else sends it. */
function sendNext(smtp: Transporter): Promise<boolean> {
  return asWorker(async (tx) => {
    const mail = await claimMail(tx);
    if (!mail) return false;
    if (mail.expired) {
      await giveUpMail(tx, mail, "expired");
      return true;
    }
    try {
      // Loaded with the first mail: the renderer is large, and many processes never send one.
      const { compose } = await import("./compose");
      await smtp.sendMail({
        from: env().MAIL_FROM,
        to: { name: mail.givenName, address: mail.email },
        // The same at every try, so that a repeat is recognized as one.
        messageId: `<${mail.id}@${env().AUTH_URL.hostname}>`,
        headers: { "Auto-Submitted": "auto-generated" },
        ...(await compose(mail)),
      });
      await markSent(tx, mail);
    } catch (error) {
      const { reason, permanent } = reasonOf(error);
      logger.warn({ mailId: mail.id, kind: mail.kind, reason }, "mail not sent");
      if (permanent || mail.attempts + 1 >= attemptsAtMost) await giveUpMail(tx, mail, reason);
      else await postponeMail(tx, mail, reason);
    }
    return true;
  });
}

/** Sends whatever waits and is due; without SMTP_URL it keeps waiting. Run when a mail is queued and every minute. */
export async function sendWaitingMail(): Promise<void> {
  const smtp = transport();
  while (smtp && (await sendNext(smtp))) {
    // Until nothing is due.
  }
}
