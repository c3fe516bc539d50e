import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { SMTPServer } from "smtp-server";
import { page } from "./walk";

const timeoutMs = 60_000;

/** A mail server of the reader's, which keeps what it gets. */
export class Mailbox {
  private readonly mails: string[] = [];
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, _session, done) => {
      let raw = "";
      stream.on("data", (chunk) => {
        raw += chunk;
      });
      stream.on("end", () => {
        this.mails.push(raw.replace(/=\r?\n/g, "").replace(/=3D/g, "="));
        done();
      });
    },
  });

  /** Starts it; returns the SMTP_URL to write into .env. */
  async open(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server.server, "listening");
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
  }

  /** The first mail with this text in it. Throws when none comes. */
  async mailWith(text: string): Promise<string> {
    for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(100)) {
      const found = this.mails.find((mail) => mail.includes(text));
      if (found) return found;
    }
    throw new Error(`No mail with "${text}" came.`);
  }
}

/** The form of the sign-in page that asks for a mail address. Throws when there is none. */
export async function signInForm(address: string): Promise<string> {
  const html = await page(`${address}/sign-in`);
  const form = html.split("<form").find((part) => part.includes('name="email"'));
  if (!form) throw new Error("The sign-in page asks for no address.");
  return form;
}

/** Asks the product at `address` for a link to sign in, as a browser without scripts does, and waits for the mail. */
export async function expectSignInMail(address: string, mailbox: Mailbox, email: string): Promise<void> {
  const form = await signInForm(address);
  const body = new FormData();
  for (const [field] of form.matchAll(/<input type="hidden"[^>]*>/g)) {
    const of = (attribute: string) => new RegExp(` ${attribute}="([^"]*)"`).exec(field)?.[1] ?? "";
    body.append(of("name"), of("value"));
  }
  body.append("email", email);
  const headers = { origin: new URL(address).origin };
  const answer = await fetch(`${address}/sign-in`, { method: "POST", headers, body, redirect: "manual" });
  const next = answer.headers.get("location") ?? "";
  if (!next.includes("/sign-in/code")) throw new Error(`Asking for a link answers ${answer.status} ${next}.`);
  const mail = await mailbox.mailWith(`${address}/sign-in/verify?token=`);
  if (!mail.toLowerCase().includes(email)) throw new Error(`The mail is not to ${email}.`);
}
