import { createServer } from "node:http";
import { Provider } from "oidc-provider";
import { SMTPServer } from "smtp-server";

/** A mail server that keeps what it gets, and an identity provider that accepts any identity that is typed. */
const smtpPort = Number(process.env.PW_SMTP_PORT);
const issuerPort = Number(process.env.PW_ISSUER_PORT);
const issuer = `http://localhost:${issuerPort}`;

type Mail = { to: string; text: string };
const inbox: Mail[] = [];

const readable = (raw: string) =>
  raw
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      const text = readable(Buffer.concat(chunks).toString());
      for (const { address } of session.envelope.rcptTo) inbox.push({ to: address.toLowerCase(), text });
      done();
    });
  },
});

/**
 * The login field takes "subject;address;verified", with "-" where the provider is to say nothing, and "broken" where it is
 * to fail.
 */
function claimsOf(use: string, login: string) {
  const [sub = "", email, verified] = login.split(";");
  if (use === "userinfo" && verified === "broken") throw new Error("a fault that a test asked for");
  return { sub, email, ...(verified === "-" ? {} : { email_verified: verified === "true" }) };
}

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "twofold",
      client_secret: "a-secret-of-the-test-provider",
      redirect_uris: [`http://localhost:${process.env.PW_PORT}/api/auth/callback/oidc`],
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  cookies: { keys: ["only for tests"] },
  // The subject is the whole login.
  findAccount: (_, login) => ({ accountId: login, claims: (use) => claimsOf(use, login) }),
});

const answer = provider.callback();
const http = createServer((request, response) => {
  const url = new URL(request.url ?? "/", issuer);
  if (url.pathname !== "/inbox") return void answer(request, response);
  const to = url.searchParams.get("to");
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(inbox.filter((mail) => mail.to === to)));
});

// A client that is stopped in the middle of a mail is no fault of the mail server.
smtp.on("error", () => {});
smtp.listen(smtpPort, "127.0.0.1");
http.listen(issuerPort);
