import { asAuth } from "@/db/client";
import { findByIdentity, findInvited, hasIdentity } from "@/db/queries/sign-in";
import { normalAddress } from "@/lib/domain/address";
import { env } from "../env";

export const oidcProvider = "oidc";

/** An identity as a provider states it. */
type Claims = { email?: unknown; email_verified?: unknown };

/** Whoever controls an invited address may come in. */
export function admitsByMail(email: string): Promise<boolean> {
  return asAuth(async (tx) => (await findInvited(tx, email)) !== undefined);
}

/** Missing is trusted only where the administrator said so; stated as false, never. */
function isVerified(claim: unknown): boolean {
  if (claim === undefined) return env().AUTH_OIDC_TRUST_EMAIL;
  return claim === true || claim === "true";
}

/**
 * A known (issuer, subject) comes in whatever its address is today. An unknown one is bound to an invited person by
 * a verified address, unless another subject already is: an address that was given to somebody else opens nothing.
 */
export function admitsByOidc(identity: string, claims: Claims): Promise<boolean> {
  return asAuth(async (tx) => {
    if (await findByIdentity(tx, oidcProvider, identity)) return true;
    const address = normalAddress(claims.email);
    if (!address || !isVerified(claims.email_verified)) return false;
    const person = await findInvited(tx, address);
    if (!person) return false;
    return person.userId === null || !(await hasIdentity(tx, oidcProvider, person.userId));
  });
}
