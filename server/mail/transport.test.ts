import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { mailServerFault, transport } from "./transport";

// Of an authority made for these tests, for the name "localhost"; its own key was thrown away.
const certificates = path.join(import.meta.dirname, "../../testkit/certificates");
const authority = path.join(certificates, "authority.pem");
const [key, cert] = ["server-key.pem", "server.pem"].map((name) =>
  readFileSync(path.join(certificates, name)),
);

/** Whether each mail that arrived came over TLS. */
const arrived: boolean[] = [];
const servers: SMTPServer[] = [];

async function listen(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({
    key,
    cert,
    authOptional: true,
    disabledCommands: ["AUTH"],
    onData(stream, session, done) {
      stream.resume().on("end", () => {
        arrived.push(session.secure);
        done();
      });
    },
    ...options,
  });
  // A client that does not trust the certificate ends the connection in the middle of it.
  server.on("error", () => {});
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return (server.server.address() as AddressInfo).port;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise<void>((done) => server.close(done))));
});
afterAll(() => vi.unstubAllEnvs());

test("TLS from the start is trusted with the authority's file, and refused without it", async () => {
  const url = `smtps://localhost:${await listen({ secure: true })}`;
  expect(await mailServerFault(url, authority)).toBeUndefined();
  expect(await mailServerFault(url)).toMatch(/certificate|self-signed|unable to verify/i);
});

test("STARTTLS is used where the server offers it, and nothing is said before it is trusted", async () => {
  const senders: string[] = [];
  const port = await listen({
    onMailFrom({ address }, session, done) {
      senders.push(`${address} ${session.secure}`);
      done();
    },
  });
  expect(await mailServerFault(`smtp://localhost:${port}`)).toMatch(
    /certificate|self-signed|unable to verify/i,
  );
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "x".repeat(32));
  vi.stubEnv("TWOFOLD_MODE", "test");
  vi.stubEnv("SMTP_URL", `smtp://localhost:${port}`);
  vi.stubEnv("SMTP_CA_FILE", authority);
  await transport()!.sendMail({ from: "a@acme.example", to: "b@acme.example", subject: "s", text: "t" });
  expect(senders).toEqual(["a@acme.example true"]);
  expect(arrived).toEqual([true]);
});

test("a certificate for another name is refused, also from the own authority", async () => {
  const url = `smtps://127.0.0.1:${await listen({ secure: true })}`;
  expect(await mailServerFault(url, authority)).toMatch(/altname|does not match/i);
});
