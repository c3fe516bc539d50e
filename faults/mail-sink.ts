import type { AddressInfo } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import type { Started } from "./started";

export type TakenMail = { to: string; messageId: string };

/** A mail that was handed over whole, and the name by which its sender signed in. */
export type OfferedMail = TakenMail & { by: string };

/**
 * Starts a mail server on a free local port. It calls `isTaken` with each whole mail, answers the sender
 * "accepted" where that is true, and never answers where it is false.
 */
export async function mailSink(
  started: Started,
  isTaken: (mail: OfferedMail) => boolean,
): Promise<{ port: number; taken: readonly TakenMail[] }> {
  const taken: TakenMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onAuth: ({ username }, _session, done) => done(null, { user: username }),
    async onData(stream, session, done) {
      // A worker that is killed in the middle of a mail has not handed it over.
      const text = await textOf(stream).catch(done);
      if (text === undefined) return;
      const [, messageId = ""] = /^Message-ID: (.*)$/im.exec(text) ?? [];
      const mail = { to: session.envelope.rcptTo[0]!.address, messageId: messageId.trim() };
      if (!isTaken({ ...mail, by: String(session.user) })) return;
      taken.push(mail);
      done();
    },
  });
  // A killed worker leaves its connections in the middle of a mail.
  smtp.on("error", () => {});
  await new Promise<void>((ready) => smtp.listen(0, "127.0.0.1", ready));
  started.add(() => new Promise<void>((done) => smtp.close(() => done())));
  return { port: (smtp.server.address() as AddressInfo).port, taken };
}
