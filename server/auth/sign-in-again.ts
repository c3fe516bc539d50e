import { z } from "zod";
import { asAuth, currentTime } from "@/db/client";
import { consumeToken, findBound } from "@/db/queries/sign-in";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { localSignInEnabled } from "../env";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { redeemCode } from "./code";
import { homePath } from "./local-path";
import { verificationHash } from "./secrets";
import { openSession } from "./sessions";
import { requestSignInMail } from "./sign-in-mail";

/** Refuses with "sign-in-again" when the viewer's sign-in is over an hour old. */
export async function requireRecentSignIn(viewer: Viewer): Promise<void> {
  const now = await asAuth(currentTime);
  if (!signedInRecently(viewer, now)) throw new DomainError("sign-in-again");
}

async function personOf(viewer: Viewer) {
  const person = localSignInEnabled() ? await asAuth((tx) => findBound(tx, viewer.userId)) : undefined;
  if (!person) throw new DomainError("not-found");
  return person;
}

/** Mails the viewer a code to sign in again with, and gives the address that it goes to: their own, never another. */
export async function mailCodeAgain(viewer: Viewer): Promise<{ email: string }> {
  const { email } = await personOf(viewer);
  await requestSignInMail(email.toLowerCase(), homePath);
  return { email };
}

const input = z.object({ code: z.string().min(1).max(400) });

/**
 * Signs the viewer in again with a mailed code, and gives the token of the new session; the caller sets it and ends the
 * one before. Nothing where the session is recent already, as after signing in again in another tab. Refuses with
 * "invalid" and the field `code`: "wrong" or "locked".
 */
export async function signInAgain(viewer: Viewer, given: unknown): Promise<string | undefined> {
  const { code } = parse(input, given);
  if (signedInRecently(viewer, await asAuth(currentTime))) return undefined;
  const person = await personOf(viewer);
  const outcome = await redeemCode(person.email.toLowerCase(), code);
  if (outcome.kind !== "accepted") throw new DomainError("invalid", { code: outcome.kind });
  return asAuth(async (tx) => {
    const used = await consumeToken(tx, verificationHash(outcome.token));
    if (!used) throw new DomainError("invalid", { code: "wrong" });
    return openSession(tx, person, "email");
  });
}
