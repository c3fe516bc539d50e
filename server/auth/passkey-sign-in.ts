import { generateAuthenticationOptions, verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { z } from "zod";
import { actAs, asAuth, type Tx } from "@/db/client";
import { findPasskey, insertChallenge, type listCredentials, notePasskeyUse } from "@/db/queries/passkeys";
import { freeAddress } from "@/db/queries/sign-in";
import type { SignInRefusal } from "@/lib/domain/sign-in-refusals";
import { DomainError } from "../errors";
import { currentNetwork } from "../http/network";
import { parse } from "../http/parse";
import { countTowards } from "../http/rate-limit";
import { logger, traits } from "../logger";
import { authenticationAnswer, type Ceremony, takeChallenge, userHandle } from "./passkey-answers";
import { passkeysEnabled, relyingParty } from "./relying-party";
import { challengeHash, newSessionToken } from "./secrets";
import { openSession } from "./sessions";

type Answer = z.infer<typeof authenticationAnswer>;
type Passkey = NonNullable<Awaited<ReturnType<typeof findPasskey>>>;

/** What a browser needs to sign with a passkey: with one of those that are named, or with any that its device has here. */
export async function challengeFor(
  tx: Tx,
  ceremony: Ceremony,
  allowCredentials?: Awaited<ReturnType<typeof listCredentials>>,
) {
  const { id: rpID } = relyingParty();
  const options = await generateAuthenticationOptions({
    rpID,
    userVerification: "required",
    ...(allowCredentials && { allowCredentials }),
  });
  await insertChallenge(tx, challengeHash(ceremony, options.challenge));
  return options;
}

/**
 * The passkey that an answer proves, with its person; else why it is refused. The challenge is used up either way. From
 * here on the transaction acts for that person.
 */
export async function provePasskey(
  tx: Tx,
  ceremony: Ceremony,
  answer: Answer,
): Promise<Passkey | SignInRefusal> {
  const challenge = await takeChallenge(tx, ceremony, answer.response.clientDataJSON);
  if (challenge === undefined) return "expired";
  const passkey = await findPasskey(tx, answer.id);
  if (!passkey) return "unknown-passkey";
  const counter = await verify(passkey, answer, challenge);
  if (counter === undefined) return "passkey-refused";
  await actAs(tx, passkey);
  return (await notePasskeyUse(tx, passkey, { id: passkey.id, counter })) ? passkey : "passkey-refused";
}

/** The authenticator's counter; undefined where the answer is not this passkey's, for this site, by its person, now. */
async function verify(passkey: Passkey, response: Answer, challenge: string): Promise<number | undefined> {
  const { id, origin } = relyingParty();
  const { userHandle: named } = response.response;
  if (named !== undefined && named !== userHandle(passkey.personId)) return undefined;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch (error) {
    logger.warn({ fault: traits(error) }, "passkey refused");
    return undefined;
  }
}

/**
 * What the sign-in page needs to ask for a passkey, and a token that its browser keeps: the answer counts with it alone.
 * Limits count every request, as they do for mails.
 */
export async function beginPasskeySignIn() {
  if (!passkeysEnabled()) throw new DomainError("not-found");
  await countTowards("passkey-network", currentNetwork());
  await countTowards("passkey-everybody", "");
  const browser = newSessionToken();
  const options = await asAuth((tx) => challengeFor(tx, { purpose: "sign-in", of: browser }));
  return { browser, options };
}

export type PasskeySignIn = { token: string } | { refusal: SignInRefusal };

/** Signs in with a passkey, and gives the new session's token or why it was refused. */
export async function signInWithPasskey(browser: string, given: unknown): Promise<PasskeySignIn> {
  if (!passkeysEnabled()) throw new DomainError("not-found");
  const answer = parse(authenticationAnswer, given);
  const outcome = await asAuth(async (tx) => {
    const passkey = await provePasskey(tx, { purpose: "sign-in", of: browser }, answer);
    if (typeof passkey === "string") return passkey;
    await freeAddress(tx, passkey.userId ?? "");
    return { token: await openSession(tx, passkey, "passkey") };
  });
  if (typeof outcome !== "string") return outcome;
  logger.warn({ reason: outcome }, "sign-in refused");
  return { refusal: outcome };
}
