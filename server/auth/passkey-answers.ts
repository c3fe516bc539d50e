import { decodeAttestationObject, isoBase64URL } from "@simplewebauthn/server/helpers";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { consumeChallenge } from "@/db/queries/passkeys";
import { challengeHash } from "./secrets";

// What browsers answer (WebAuthn Level 3, 5.1), as far as it is used here. Other members are left out by the schemas.

const base64url = (most: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(most);
const answer = { id: base64url(1400), rawId: base64url(1400), type: z.literal("public-key") };
const clientDataJSON = base64url(8000);

/** A new passkey. */
export const registrationAnswer = z.object({
  ...answer,
  response: z.object({
    clientDataJSON,
    attestationObject: base64url(40_000),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(8)
      .default([]),
  }),
  clientExtensionResults: z.object({}).default({}),
});

/** A signature of a passkey. */
export const authenticationAnswer = z.object({
  ...answer,
  response: z.object({
    clientDataJSON,
    authenticatorData: base64url(4000),
    signature: base64url(8000),
    userHandle: base64url(200).optional(),
  }),
  clientExtensionResults: z.object({}).default({}),
});

/**
 * What a challenge is given for, and to whom: to a browser, named by a cookie, where nobody is signed in yet, else to a
 * person. An answer for anything else is refused.
 */
export type Ceremony = { purpose: "add" | "sign-in" | "again"; of: string };

const clientData = z.object({ challenge: z.string().min(1).max(400) });

/**
 * The challenge that an answer signs, used up by asking; undefined where it was not given for this or is used
 * or too old.
 */
export async function takeChallenge(
  tx: Tx,
  ceremony: Ceremony,
  clientDataJson: string,
): Promise<string | undefined> {
  const { challenge } = clientData.safeParse(readJson(clientDataJson)).data ?? {};
  if (challenge === undefined) return undefined;
  return (await consumeChallenge(tx, challengeHash(ceremony, challenge))) ? challenge : undefined;
}

function readJson(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Whether a new passkey comes without a maker's certificate, as it was asked for. One with a certificate is refused: to
 * check it, the library would ask addresses that the certificate names.
 */
export function isWithoutCertificate(attestationObject: string): boolean {
  try {
    const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
    const statement = decoded.get("attStmt");
    return (
      decoded.get("fmt") === "none" || (decoded.get("fmt") === "packed" && statement.get("x5c") === undefined)
    );
  } catch {
    return false;
  }
}

/** Who a passkey is of, as its authenticator keeps it: the person's id, in base64url. */
export const userHandle = (personId: string): string => Buffer.from(personId).toString("base64url");
