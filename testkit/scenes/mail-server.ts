import type { AddressInfo, Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, vi } from "vitest";

/** A mail as it arrived: the part of the address before the "@", and headers and body without soft line breaks. */
export type ArrivedMail = { to: string; subject: string; text: string };

type Handlers = {
  receive(mail: ArrivedMail): Promise<void> | void;
  /** The SMTP code with which the next mail is refused; undefined takes it. */
  refusal?(): number | undefined;
};

/**
 * A mail server for the test file that calls this at its top, with the environment in which the product uses it. Gives the
 * connections that were made to it, in their order.
 */
export function mailServer({ receive, refusal }: Handlers): readonly Socket[] {
  const connections: Socket[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo(_address, _session, done) {
      const responseCode = refusal?.();
      done(responseCode ? Object.assign(new Error("not now"), { responseCode }) : null);
    },
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString().replace(/=\r\n/g, "");
      const to = (session.envelope.rcptTo[0]?.address ?? "").split("@")[0]!;
      const subject = /^Subject: (.*)$/m.exec(text)?.[1]?.trim() ?? "";
      await receive({ to, subject, text });
      done();
    },
  });
  // A test may cut a connection.
  smtp.on("error", () => {});
  smtp.server.on("connection", (socket: Socket) => connections.push(socket));
  beforeAll(async () => {
    await new Promise<void>((ready) => smtp.listen(0, "127.0.0.1", ready));
    const { port } = smtp.server.address() as AddressInfo;
    vi.stubEnv("AUTH_URL", "http://localhost:3000");
    vi.stubEnv("AUTH_SECRET", "x".repeat(32));
    vi.stubEnv("TWOFOLD_MODE", "test");
    vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${port}`);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await new Promise<void>((done) => smtp.close(done));
  });
  return connections;
}
