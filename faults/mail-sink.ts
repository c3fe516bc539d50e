import type { AddressInfo } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import type { Started } from "./started";

export type TakenMail = { to: string; messageId: string };

/** A mail server on this machine. Each mail is given to `take` before the sender hears that it was taken. */
export async function mailSink(
  started: Started,
  take: (mail: TakenMail, taken: readonly TakenMail[]) => void,
): Promise<{ port: number; taken: readonly TakenMail[] }> {
  const taken: TakenMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    async onData(stream, session, done) {
      // A worker that is killed in the middle of a mail has not handed it over.
      const text = await textOf(stream).catch(done);
      if (text === undefined) return;
      const [, messageId = ""] = /^Message-ID: (.*)$/im.exec(text) ?? [];
      const mail = { to: session.envelope.rcptTo[0]!.address, messageId: messageId.trim() };
      taken.push(mail);
      take(mail, taken);
      done();
    },
  });
  // A killed worker leaves its connections in the middle of a mail.
  smtp.on("error", () => {});
  await new Promise<void>((ready) => smtp.listen(0, "127.0.0.1", ready));
  started.add(() => new Promise<void>((done) => smtp.close(() => done())));
  return { port: (smtp.server.address() as AddressInfo).port, taken };
}
