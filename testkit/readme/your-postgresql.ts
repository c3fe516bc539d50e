import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startBareServer } from "./bare-server";
import type { Clone } from "./clone";
import { expectSignInMail, Mailbox } from "./mailbox";
import { walk } from "./walk";

const exampleUrl = "postgres://postgres:password@db.example.com:5432/postgres";

/** README.md, "Your PostgreSQL": with the reader's server in the example's place, and the reader's mail server in .env. */
export async function walkYourPostgresql(): Promise<string[]> {
  const server = await startBareServer("a-password-of-the-reader");
  const mailbox = new Mailbox();
  try {
    const smtpUrl = await mailbox.open();
    return await walk({
      heading: "Your PostgreSQL",
      before(line, clone) {
        if (line === "npm start") setInEnvFile(clone, "SMTP_URL", smtpUrl);
        return line.replace(exampleUrl, server.url("postgres"));
      },
      whileServed: (address) => expectSignInMail(address, mailbox, "ada@acme.example"),
    });
  } finally {
    mailbox.close();
    await server.stop();
  }
}

/** As an editor does: the variable's line is written anew. */
function setInEnvFile(clone: Clone, name: string, value: string): void {
  const file = path.join(clone.folder, ".env");
  const lines = readFileSync(file, "utf8").split("\n");
  if (!lines.some((line) => line.startsWith(`${name}=`))) throw new Error(`.env has no line for ${name}.`);
  writeFileSync(
    file,
    lines.map((line) => (line.startsWith(`${name}=`) ? `${name}=${value}` : line)).join("\n"),
  );
}
