import { asAuth } from "@/db/client";
import { findByIdentity, findInvited, hasIdentity } from "@/db/queries/sign-in";
import { normalAddress } from "@/lib/domain/address";
import type { SignInRefusal } from "@/lib/domain/sign-in-refusals";
import { env } from "../env";

export const oidcProvider = "oidc";

/** An identity as a provider states it. */
type Claims = { email?: unknown; email_verified?: unknown };

/** Whether somebody who receives mail at this address may sign in, or why not. */
export function admitByMail(email: string): Promise<true | SignInRefusal> {
  return asAuth(async (tx) => ((await findInvited(tx, email)) ? true : "not-invited"));
}

/** Whether the address counts as verified: a provider that does not say so is believed only where the setting allows it. */
function isVerified(claim: unknown): boolean {
  if (claim === undefined) return env().AUTH_OIDC_TRUST_EMAIL;
  return claim === true || claim === "true";
}

/** The claims in an ID token; none where there is no token that can be read. */
function claimsIn(idToken: unknown): Claims {
  if (typeof idToken !== "string") return {};
  try {
    const payload = Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString();
    return JSON.parse(payload) as Claims;
  } catch {
    return {};
  }
}

/**
 * What a provider states in its user info, unless its ID token contradicts it: an address that the token denies, or
 * another one there, is not verified.
 * @param idToken as it came with the sign-in; next-auth has checked issuer, audience, time and nonce
 */
export function agreedClaims(userInfo: Claims, idToken: unknown): Claims {
  const token = claimsIn(idToken);
  const denied = token.email_verified !== undefined && !isVerified(token.email_verified);
  const another = token.email !== undefined && normalAddress(token.email) !== normalAddress(userInfo.email);
  return denied || another ? { ...userInfo, email_verified: false } : userInfo;
}

/**
 * A known (issuer, subject) comes in whatever its address is today. An unknown one is bound to an invited person by
 * a verified address, unless another subject already is: an address that was given to somebody else opens nothing.
 */
export function admitByOidc(identity: string, claims: Claims): Promise<true | SignInRefusal> {
  return asAuth(async (tx) => {
    if (await findByIdentity(tx, oidcProvider, identity)) return true;
    const address = normalAddress(claims.email);
    if (!address) return "no-address";
    if (!isVerified(claims.email_verified)) return "unverified";
    const person = await findInvited(tx, address);
    if (!person) return "not-invited";
    const bound = person.userId !== null && (await hasIdentity(tx, oidcProvider, person.userId));
    return bound ? "other-identity" : true;
  });
}
