import { closePools, pool } from "@/db/client";
import { assertBootable } from "@/db/setup/boot-checks";
import { typedAddress } from "@/lib/domain/address";
import { unlinkByServer } from "@/server/auth/unlink";
import { DomainError } from "@/server/errors";
import { commandLine, misused } from "./command-line";
import { existingDatabase, serverUrls } from "./database";
import { type Lifecycle, withLifecycle } from "./lifecycle";

const usage = "npm run db:unbind -- --email dana@acme.example";

/** `npm run db:unbind`: unlinks the company account of one person, who links the one they sign in with next. */
export function dbUnbind(args: readonly string[]): Promise<void> {
  const { options: values } = commandLine(args, { usage, options: ["email"] });
  const email = typedAddress(values.email);
  if (!email) {
    const said =
      values.email === undefined ? "--email is missing" : `--email "${values.email}" is not usable`;
    throw misused(said, usage);
  }
  return withLifecycle(async (lifecycle) => {
    process.env.DATABASE_URL_AUTH = await authUrl(lifecycle);
    try {
      await assertBootable(pool("auth"));
      await unlinkByServer(email);
    } catch (error) {
      throw inWords(error, email);
    } finally {
      await closePools();
    }
    console.log(
      `The company account of ${email} is unlinked; they are told by mail. Their address can be changed again once they have signed in.`,
    );
  });
}

async function authUrl(lifecycle: Lifecycle): Promise<string> {
  const server = await serverUrls(["auth"]);
  return server ? server.auth : (await existingDatabase(lifecycle)).reach.urls.auth;
}

function inWords(error: unknown, email: string): unknown {
  if (!(error instanceof DomainError)) return error;
  return new Error(
    error.code === "not-found"
      ? `Nobody is invited under ${email}. Nothing was changed.`
      : `No company account is linked to ${email}. Nothing was changed.`,
  );
}
