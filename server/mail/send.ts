import { setTimeout } from "node:timers/promises";
import type { Transporter } from "nodemailer";
import { asWorker } from "@/db/client";
import {
  claimMail,
  giveUpAsSaid,
  giveUpMail,
  giveUpRefused,
  markSent,
  postponeMail,
  type WaitingMail,
} from "@/db/queries/outbox";
import { stoppableKinds } from "@/lib/domain/mail";
import { env } from "../env";
import { logger } from "../logger";
import { compose } from "./compose";
import { upToDate } from "./occasion";
import { stopUrl } from "./stop-link";
import { keepsMail, transport, transportForMany } from "./transport";

/** With the waits between them: about three days. */
const attemptsAtMost = 24;

/** What may be kept of a failure: codes, because a server's words may quote an address. */
function reasonOf(error: unknown): { reason: string; permanent: boolean } {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return {
    reason: [code, responseCode].filter(Boolean).join(" ") || "unknown",
    permanent: (responseCode ?? 0) >= 500,
  };
}

/** What a mail program needs to stop a kind of mail with one click (RFC 8058). */
function stopHeaders(mail: WaitingMail): Record<string, string> {
  if (!stoppableKinds.includes(mail.kind)) return {};
  return { "List-Unsubscribe": `<${stopUrl(mail)}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

/** Sends one mail by the mail server; returns the error, or undefined when it was taken. */
async function deliver(smtp: Transporter, mail: WaitingMail): Promise<unknown> {
  try {
    await smtp.sendMail({
      from: env().MAIL_FROM,
      to: { name: mail.givenName, address: mail.email },
      // The same at every try, so that a repeat is recognized as one.
      messageId: `<${mail.id}@${env().AUTH_URL.hostname}>`,
      headers: { "Auto-Submitted": "auto-generated", ...stopHeaders(mail) },
      ...(await compose(mail)),
    });
    return undefined;
  } catch (error) {
    return error;
  }
}

/** `not-sent`: given up or deferred; `postponed`: the mail server would not take it now. */
type Sent = "none-waits" | "sent" | "not-sent" | "postponed";

/** One mail in one transaction: its row stays locked until the server took it, so nobody else sends it. */
function sendNext(smtp: Transporter, which: { onlySignIn?: boolean } = {}): Promise<Sent> {
  return asWorker(async (tx) => {
    const waiting = await claimMail(tx, which);
    if (!waiting) return "none-waits";
    if (waiting.expired) {
      await giveUpMail(tx, waiting, "expired");
      return "not-sent";
    }
    const current = await upToDate(tx, waiting);
    if (!current) return "not-sent";
    const { mail, together } = current;
    const error = await deliver(smtp, mail);
    if (error === undefined) {
      // The demo's mailbox shows sent mail, so there its payload is kept.
      await markSent(tx, mail, keepsMail() ? mail.payload : {});
      for (const said of together) await giveUpAsSaid(tx, said, mail.email);
      return "sent";
    }
    const { reason, permanent } = reasonOf(error);
    logger.warn({ mailId: mail.id, kind: mail.kind, reason }, "mail not sent");
    if (permanent || mail.attempts + 1 >= attemptsAtMost) {
      await giveUpRefused(tx, mail, reason);
      return "not-sent";
    }
    await postponeMail(tx, mail, reason);
    return "postponed";
  });
}

/** Sends mail until none waits; gives how many were postponed. */
async function sendAll(smtp: Transporter, which?: { onlySignIn: boolean }): Promise<number> {
  for (let postponed = 0; ; ) {
    const outcome = await sendNext(smtp, which);
    if (outcome === "none-waits") return postponed;
    if (outcome === "postponed") postponed += 1;
  }
}

/** How often sign-in mail is looked for while other mail is being sent. */
const signInEveryMs = 500;

/** The last sending of mail for which nobody waits: jobs that run at the same time do it in turn. */
let lastTurn: Promise<unknown> = Promise.resolve();

/** Does the work once what had its turn before is done, also where that failed. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = lastTurn.then(work);
  lastTurn = done.catch(() => undefined);
  return done;
}

/**
 * Sends all mail that is due; without SMTP_URL it stays in the outbox. Run when a mail is queued and every minute. Returns
 * how many were postponed. Somebody waits for a sign-in mail: it leaves first, and beside the others, because a mail server
 * that falls silent holds each mail for its time limit. The others leave one after the other over one connection, in the
 * whole process: a mail that is under way when the process is killed is sent again, so there may be only one.
 */
export async function sendWaitingMail(): Promise<{ postponed: number }> {
  const smtp = transport();
  const kept = transportForMany();
  if (!smtp || !kept) return { postponed: 0 };
  let postponed = await sendAll(smtp, { onlySignIn: true });
  let isSending = true;
  const others = inTurn(() => sendAll(kept)).finally(() => {
    kept.close();
    isSending = false;
  });
  others.catch(() => undefined);
  while (isSending) {
    await Promise.race([others, setTimeout(signInEveryMs, undefined, { ref: false })]);
    if (isSending) postponed += await sendAll(smtp, { onlySignIn: true });
  }
  return { postponed: postponed + (await others) };
}
