import { z } from "zod";
import { asAuth, currentTime } from "@/db/client";
import { listCredentials } from "@/db/queries/passkeys";
import { consumeToken, findBound } from "@/db/queries/sign-in";
import { mailSuffices } from "@/db/queries/strong-sign-in";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { localSignInEnabled } from "../env";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { redeemCode } from "./code";
import { homePath } from "./local-path";
import { authenticationAnswer } from "./passkey-answers";
import { challengeFor, provePasskey } from "./passkey-sign-in";
import { passkeysEnabled } from "./relying-party";
import { verificationHash } from "./secrets";
import { openSession } from "./sessions";
import { requestSignInMail } from "./sign-in-mail";

/**
 * Refuses with "sign-in-again" when the viewer's sign-in is over an hour old; its field `passkey` says that one of theirs
 * can be used for that.
 */
export async function requireRecentSignIn(viewer: Viewer): Promise<void> {
  const refusal = await asAuth(async (tx) => {
    if (signedInRecently(viewer, await currentTime(tx))) return undefined;
    const known = passkeysEnabled() ? await listCredentials(tx, viewer) : [];
    return new DomainError("sign-in-again", known.length > 0 ? { passkey: "usable" } : {});
  });
  if (refusal) throw refusal;
}

/** The viewer, where a mailed code signs them in: not where the organization asks more of their role. */
async function personOf(viewer: Viewer) {
  const person = localSignInEnabled()
    ? await asAuth(async (tx) =>
        (await mailSuffices(tx, viewer)) ? findBound(tx, viewer.userId) : undefined,
      )
    : undefined;
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

const ceremonyOf = ({ personId }: Viewer) => ({ purpose: "again", of: personId }) as const;

/** What the viewer's browser needs to sign with one of their passkeys. Refuses with "not-found" where there is none. */
export async function askPasskeyAgain(viewer: Viewer) {
  return asAuth(async (tx) => {
    const known = passkeysEnabled() ? await listCredentials(tx, viewer) : [];
    if (known.length === 0) throw new DomainError("not-found");
    return challengeFor(tx, ceremonyOf(viewer), known);
  });
}

/** The same as `signInAgain` with a passkey; a refusal has the field `passkey`. */
export async function passkeyAgain(viewer: Viewer, given: unknown): Promise<string | undefined> {
  const answer = parse(authenticationAnswer, given);
  if (!passkeysEnabled()) throw new DomainError("not-found");
  const token = await asAuth(async (tx) => {
    const passkey = await provePasskey(tx, ceremonyOf(viewer), answer);
    if (typeof passkey === "string" || passkey.personId !== viewer.personId) return undefined;
    return openSession(tx, passkey, "passkey");
  });
  // Only now: the challenge is used up, whatever the outcome.
  if (!token) throw new DomainError("invalid", { passkey: "wrong" });
  return token;
}
